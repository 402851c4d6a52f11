using System.Text;

namespace Tracker.Storage.Ingest.Plans;

/// <summary>What dataset.yaml, or the canonical layout, says of one field; with the columns of a file it becomes a <see cref="TextSource"/>.</summary>
internal sealed record TextMapping
{
    /// <summary>A column or path; null for a constant.</summary>
    public string? Column { get; init; }

    public string? Constant { get; init; }

    public ValueWords? Words { get; init; }

    /// <summary>Whether a file without the column cannot be read.</summary>
    public bool IsRequired { get; init; } = true;

    /// <summary>Where the mapping stands, for a message: "dataset.yaml line 7: "; empty in the canonical layout.</summary>
    public string Where { get; init; } = "";

    public static TextMapping Optional(string column) => new() { Column = column, IsRequired = false };

    public static TextMapping Required(string column) => new() { Column = column };

    /// <exception cref="IngestException">The file has no such column.</exception>
    public TextSource Resolve(SourceColumns columns)
    {
        if (Constant is not null)
            return new(Encoding.UTF8.GetBytes(Constant));
        if (columns.Find(Column!) is { } found)
            return new(found.Column, found.Inside, Words);
        return IsRequired
            ? throw new IngestException($"{Where}{columns.File}: expected a column {Column}; it has {columns.Listing}")
            : TextSource.None;
    }
}
