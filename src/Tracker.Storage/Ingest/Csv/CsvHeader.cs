using System.Text.Unicode;

namespace Tracker.Storage.Ingest.Csv;

/// <summary>The first line of a CSV file: names of columns, without regard to case and outer blanks.</summary>
internal sealed record CsvHeader(string File, IReadOnlyList<string> Names)
{
    private const int MaxColumns = 500;

    public static CsvHeader Read(string file, ref RecordFields fields)
    {
        if (fields.Raw.Contains((byte)0) || !Utf8.IsValid(fields.Raw))
            throw new IngestException($"{file}: expected UTF-8 text; the first line is not");
        if (fields.Problem is { } problem || fields.Count > MaxColumns)
            throw new IngestException($"{file}: the first line is no header of column names: {fields.Problem ?? $"{fields.Count} columns"}");
        var names = new string[fields.Count];
        for (var i = 0; i < names.Length; i++)
            names[i] = fields.Text(i).Trim().ToLowerInvariant();
        var twice = names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1 && group.Key.Length > 0)?.Key;
        return twice is null
            ? new(file, names)
            : throw new IngestException($"{file}: the column {twice} stands twice");
    }

    /// <summary>The place of a column; −1 where there is none.</summary>
    public int Find(string name)
    {
        name = name.Trim();
        for (var i = 0; i < Names.Count; i++)
        {
            if (string.Equals(Names[i], name, StringComparison.OrdinalIgnoreCase))
                return i;
        }

        return -1;
    }

    public int Require(string name) =>
        Find(name) is >= 0 and var index
            ? index
            : throw new IngestException($"{File}: expected a column {name}; it has {string.Join(", ", Names.Take(30))}");
}
