using System.Text;
using Tracker.Storage.Ingest.Csv;

namespace Tracker.Storage.Ingest.Plans;

/// <summary>How an attribute of consumers is found.</summary>
/// <param name="Bins">Ranges of a numeric attribute; null where the text is the value.</param>
internal sealed record AttributeMapping(string Name, TextMapping Text, Bins? Bins)
{
    public AttributeSource Resolve(SourceColumns columns) => new(Name, Text.Resolve(columns), Bins);
}

/// <summary>An <see cref="AttributeMapping"/> for the columns of one file.</summary>
internal sealed record AttributeSource(string Name, TextSource Text, Bins? Bins)
{
    /// <summary>Those of one file, in the order of their names.</summary>
    /// <param name="mappings">Null for every column with a name.</param>
    /// <param name="others">Columns that are no attributes then.</param>
    public static IReadOnlyList<AttributeSource> Of(
        IReadOnlyList<AttributeMapping>? mappings, SourceColumns columns, CsvHeader header, params IReadOnlyList<TextSource> others) =>
        [.. (mappings?.Select(mapping => mapping.Resolve(columns))
            ?? header.Names.Select((name, column) => new AttributeSource(name, new TextSource(column, null, null), null))
                .Where(attribute => attribute.Name.Length > 0 && others.All(other => other.Column != attribute.Text.Column)))
            .OrderBy(attribute => attribute.Name, StringComparer.Ordinal)];

    /// <summary>The value; null where it is unknown.</summary>
    /// <param name="problem">Why a text that is there gives no value.</param>
    public string? Read<T>(ref T fields, RowScratch scratch, out string? problem)
        where T : IRowFields, allows ref struct
    {
        problem = null;
        var bytes = Text.Read(ref fields, scratch);
        if (bytes.IsEmpty)
            return null;
        var text = Encoding.UTF8.GetString(bytes).Trim();
        var value = Bins is null ? text : Bins.Of(text);
        if (value is null)
            problem = "expected a number, for the attribute has bins; it is taken as unknown";
        return value is "" ? null : value;
    }
}
