using Tracker.Storage.Ingest.Csv;
using Tracker.Storage.Ingest.Json;

namespace Tracker.Storage.Ingest.Plans;

/// <summary>
/// What can be read from one file by name: the columns of its header, and paths within those that hold JSON; or, in lines of JSON, whatever
/// path is asked for.
/// </summary>
internal sealed class SourceColumns
{
    private const int MaxListed = 30;
    private readonly CsvHeader? header;
    private readonly List<string> paths = [];

    private SourceColumns(string file, CsvHeader? header) => (File, this.header) = (file, header);

    public string File { get; }

    /// <summary>Lines of JSON: every name is there, though perhaps in no line.</summary>
    public bool AreOpen => header is null;

    public int Count => header?.Names.Count ?? paths.Count;

    /// <summary>What the file has, for a message.</summary>
    public string Listing => header is null ? "names of JSON" : string.Join(", ", header.Names.Take(MaxListed));

    public static SourceColumns OfHeader(CsvHeader header) => new(header.File, header);

    public static SourceColumns OfJson(string file) => new(file, null);

    /// <summary>The paths that were asked for, in their order.</summary>
    public JsonPaths Paths() => new(paths);

    /// <returns>The column, and the path within it where the name leads into one; null where the file has no such column.</returns>
    public (int Column, string? Inside)? Find(string name)
    {
        if (header is null)
        {
            var known = paths.IndexOf(name);
            if (known >= 0)
                return (known, null);
            paths.Add(name);
            return (paths.Count - 1, null);
        }

        if (header.Find(name) is >= 0 and var column)
            return (column, null);
        for (var point = name.LastIndexOf('.'); point > 0; point = name.LastIndexOf('.', point - 1))
        {
            if (header.Find(name[..point]) is >= 0 and var outer)
                return (outer, name[(point + 1)..]);
        }

        return null;
    }
}
