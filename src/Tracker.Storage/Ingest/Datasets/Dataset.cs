using Tracker.Storage.Ingest.Csv;
using Tracker.Storage.Ingest.Plans;

namespace Tracker.Storage.Ingest.Datasets;

/// <summary>What a dataset.yaml says. A section that it does not have is in the canonical layout.</summary>
internal sealed record Dataset
{
    /// <summary>A folder without a dataset.yaml.</summary>
    public static readonly Dataset Canonical = new() { File = "" };

    /// <summary>The name of the file, for messages.</summary>
    public required string File { get; init; }

    public PanelZone? Zone { get; init; }
    public string? Currency { get; init; }
    public ConsumerSection? Consumers { get; init; }
    public IReadOnlyList<EventSection>? Events { get; init; }
    public TableSection? Calendar { get; init; }
    public TableSection? Taxonomy { get; init; }
    public IReadOnlyList<PopulationSection>? Population { get; init; }

    /// <summary>Categories and their sectors that stand in dataset.yaml itself.</summary>
    public IReadOnlyList<(string Category, string Sector)> Categories { get; init; } = [];
}

/// <summary>The files of a section.</summary>
/// <param name="Patterns">Globs below the folder of the data.</param>
/// <param name="Format">Null where the name of each file says it.</param>
/// <param name="Delimiter">Between the fields of CSV.</param>
/// <param name="Where">Where the patterns stand, for a message.</param>
internal sealed record FileSet(IReadOnlyList<string> Patterns, string? Format, byte Delimiter, string Where)
{
    public FileFormat FormatOf(string name) =>
        (Format is null ? FileFormat.OfName(name).IsNdjson : Format == "ndjson") ? FileFormat.Ndjson : FileFormat.CsvWith(Delimiter);
}

/// <param name="Files">Null where consumers come from events.</param>
internal sealed record ConsumerSection(FileSet? Files, ConsumerMapping Mapping);

internal sealed record EventSection(FileSet Files, EventMapping Mapping);

internal sealed record PopulationSection(FileSet Files, PopulationMapping Mapping);

internal sealed record TableSection(FileSet Files, TableMapping Mapping);
