using Tracker.Core.Drivers;

namespace Tracker.Storage.Results;

/// <summary>The drivers of a mover, as they are shown and exported. It holds no time and no id, so identical requests give identical bytes.</summary>
public sealed record PublishedDrivers : IMoverAnswer
{
    public static string Kind => "drivers";

    public static string Table => "tracker.drivers";

    public static string IdColumn => "drivers_id";

    IReadOnlyList<string> IMoverAnswer.Attributes => [.. Ranked.Drivers.Select(driver => driver.Attribute)];

    /// <summary>yyyy-MM.</summary>
    public required string Month { get; init; }

    public required string Sector { get; init; }

    public required string Metric { get; init; }

    /// <summary>A month as yyyy-MM.</summary>
    public required string Reference { get; init; }

    /// <summary>Whether the change holds a part of the year's season.</summary>
    public required bool IncludesSeason { get; init; }

    /// <summary>k: no value of fewer is shown.</summary>
    public required int LeastConsumers { get; init; }

    /// <summary>What a reader should know beside it.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>How much of the change is of the consumers who are ranked over.</summary>
    public required PanelChange Panel { get; init; }

    public required RankedDrivers Ranked { get; init; }
}
