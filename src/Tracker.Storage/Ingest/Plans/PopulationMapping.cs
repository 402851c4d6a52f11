namespace Tracker.Storage.Ingest.Plans;

/// <summary>How the cells of a table of population targets are found.</summary>
internal sealed record PopulationMapping
{
    /// <summary>month, population, and every other column as an attribute.</summary>
    public static readonly PopulationMapping Canonical = new();

    public TextMapping Month { get; init; } = TextMapping.Required("month");

    /// <summary>How <see cref="Month"/> is written; null for yyyy-MM.</summary>
    public TimeFormat? MonthFormat { get; init; }

    public TextMapping People { get; init; } = TextMapping.Required("population");

    /// <summary>Null for every other column as it is.</summary>
    public IReadOnlyList<AttributeMapping>? Attributes { get; init; }

    /// <summary>Whether rows of one cell are added up, as in a table by more attributes than are mapped; else a second row of a cell is a reject.</summary>
    public bool Adds { get; init; }
}
