using Tracker.Storage.Ingest.Csv;
using Tracker.Storage.Ingest.Datasets;
using Tracker.Storage.Ingest.Plans;

namespace Tracker.Storage.Ingest;

/// <summary>The files of a folder and how each is read: as dataset.yaml says, else in the canonical layout; in the order of their names.</summary>
internal sealed record LoadFolder
{
    private const string DatasetName = "dataset.yaml";
    private static readonly string[] Endings = [".csv", ".csv.gz", ".ndjson", ".ndjson.gz", ".jsonl", ".jsonl.gz"];

    public required string Name { get; init; }
    public required Dataset Dataset { get; init; }
    public required IReadOnlyList<SourceFile> Consumers { get; init; }
    public required IReadOnlyList<SourceFile> Taxonomy { get; init; }
    public required IReadOnlyList<SourceFile> Calendar { get; init; }
    public required IReadOnlyList<PopulationSource> Population { get; init; }

    /// <summary>A file's place here is its index.</summary>
    public required IReadOnlyList<EventSource> Events { get; init; }

    /// <summary>Null where they come from events.</summary>
    public ConsumerMapping? ConsumerColumns => Dataset.Consumers switch
    {
        null => ConsumerMapping.Canonical,
        { Files: null } => null,
        var section => section.Mapping,
    };

    /// <param name="path">The folder.</param>
    /// <param name="datasetFile">A dataset.yaml that lies elsewhere; null for the one in the folder, if there is one.</param>
    /// <exception cref="IngestException">There is no such folder, or nothing in it that could be loaded.</exception>
    public static LoadFolder Open(string path, string? datasetFile)
    {
        if (!Directory.Exists(path))
            throw new IngestException(File.Exists(path) ? $"{path}: expected a folder with consumers.csv and events/, got a file" : $"{path}: no such folder");
        if (datasetFile is not null && !File.Exists(datasetFile))
            throw new IngestException($"{datasetFile}: no such file");
        var own = Path.Combine(path, DatasetName);
        var dataset = datasetFile is not null ? DatasetFile.Read(datasetFile) : File.Exists(own) ? DatasetFile.Read(own) : Dataset.Canonical;
        var folder = new LoadFolder
        {
            Name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))),
            Dataset = dataset,
            Consumers = dataset.Consumers is { } consumers ? Find(path, consumers.Files) : FindCanonical(path, "consumers"),
            Taxonomy = dataset.Taxonomy is { } taxonomy ? Find(path, taxonomy.Files) : FindCanonical(path, "taxonomy"),
            Calendar = dataset.Calendar is { } calendar ? Find(path, calendar.Files) : FindCanonical(path, "calendar"),
            Population = dataset.Population is { } tables
                ? [.. tables.SelectMany(table => Find(path, table.Files).Select(file => new PopulationSource(file, table.Mapping)))]
                : PopulationFiles.In(path, Endings),
            Events = dataset.Events is { } sections ? MappedEvents(path, sections) : CanonicalEvents(path),
        };
        return folder.Events.Count == 0 && folder.Consumers.Count == 0 && folder.Population.Count == 0
            ? throw new IngestException($"{path}: expected consumers.csv or events/*.csv (or .ndjson; plain or .gz) or a {DatasetName}, found none")
            : folder;
    }

    /// <summary>By its index.</summary>
    public IReadOnlyList<SourceFile> EventFiles => [.. Events.Select(source => source.File)];

    /// <summary>What the load goes by in a panel that has these settings already.</summary>
    /// <exception cref="IngestException">The folder is in another time zone or currency.</exception>
    public PanelSettings Agree(PanelSettings? held) => PanelSettings.Agree(held, Dataset.File, Dataset.Zone, Dataset.Currency);

    private static SourceFile[] Find(string folder, FileSet? files) => files is null
        ? []
        : [.. FileGlob.Find(folder, files).Select(name => new SourceFile(Path.Combine(folder, name), name, 0) { Format = files.FormatOf(name) })];

    private static EventSource[] MappedEvents(string folder, IReadOnlyList<EventSection> sections)
    {
        var seen = new HashSet<string>();
        var events = new List<EventSource>();
        foreach (var section in sections)
        {
            foreach (var file in Find(folder, section.Files))
            {
                if (!seen.Add(file.Name))
                    throw new IngestException($"{section.Files.Where}files: {file.Name} is in two sections of events; expected each file in one");
                events.Add(new(file with { Index = events.Count }, section.Mapping));
            }
        }

        return [.. events];
    }

    private static SourceFile[] FindCanonical(string folder, string name)
    {
        string[] found = [.. Endings.Select(ending => name + ending).Where(file => File.Exists(Path.Combine(folder, file)))];
        return found.Length switch
        {
            0 => [],
            1 => [new(Path.Combine(folder, found[0]), found[0], 0)],
            _ => throw new IngestException($"{folder}: {found[0]} and {found[1]} are both there: which one is meant?"),
        };
    }

    private static EventSource[] CanonicalEvents(string folder)
    {
        var events = Path.Combine(folder, "events");
        if (!Directory.Exists(events))
            return [];
        try
        {
            return [.. Directory.EnumerateFiles(events)
                .Where(file => Endings.Any(ending => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
                .Order(StringComparer.Ordinal)
                .Select((file, index) => new EventSource(new(file, $"events/{Path.GetFileName(file)}", index), EventMapping.Canonical))];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IngestException($"{events}: {error.Message}", error);
        }
    }
}
