using Tracker.Storage.Ingest.Csv;

namespace Tracker.Storage.Ingest;

/// <summary>The files of a folder in the canonical layout, in the order of their names.</summary>
internal sealed record LoadFolder
{
    public required string Name { get; init; }
    public required SourceFile? Consumers { get; init; }
    public required SourceFile? Taxonomy { get; init; }
    public required SourceFile? Calendar { get; init; }
    public required IReadOnlyList<SourceFile> Events { get; init; }

    /// <exception cref="IngestException">There is no such folder, or nothing in it that could be loaded.</exception>
    public static LoadFolder Open(string path)
    {
        if (!Directory.Exists(path))
            throw new IngestException(File.Exists(path) ? $"{path}: expected a folder with consumers.csv and events/, got a file" : $"{path}: no such folder");
        var folder = new LoadFolder
        {
            Name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))),
            Consumers = Find(path, "consumers"),
            Taxonomy = Find(path, "taxonomy"),
            Calendar = Find(path, "calendar"),
            Events = ListEvents(path),
        };
        return folder.Events.Count == 0 && folder.Consumers is null
            ? throw new IngestException($"{path}: expected consumers.csv or events/*.csv (plain or .gz), found neither")
            : folder;
    }

    private static SourceFile? Find(string folder, string name)
    {
        string[] found = [.. new[] { $"{name}.csv", $"{name}.csv.gz" }.Where(file => File.Exists(Path.Combine(folder, file)))];
        return found.Length switch
        {
            0 => null,
            1 => new(Path.Combine(folder, found[0]), found[0], 0),
            _ => throw new IngestException($"{folder}: {found[0]} and {found[1]} are both there: which one is meant?"),
        };
    }

    private static SourceFile[] ListEvents(string folder)
    {
        var events = Path.Combine(folder, "events");
        if (!Directory.Exists(events))
            return [];
        try
        {
            return [.. Directory.EnumerateFiles(events)
                .Where(file => file.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".csv.gz", StringComparison.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal)
                .Select((file, index) => new SourceFile(file, $"events/{Path.GetFileName(file)}", index))];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IngestException($"{events}: {error.Message}", error);
        }
    }
}
