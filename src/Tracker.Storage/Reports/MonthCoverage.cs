using Tracker.Core.Panel;

namespace Tracker.Storage.Reports;

/// <summary>How much of a month the data holds.</summary>
public sealed record MonthCoverage
{
    public required Month Month { get; init; }

    public required MonthState State { get; init; }

    public required long Events { get; init; }

    /// <summary>Consumers with any event in the month or the two before.</summary>
    public required int ActiveConsumers { get; init; }

    /// <summary>Consumers with an event in the month itself.</summary>
    public required int ConsumersWithEvents { get; init; }

    public required int SectorsWithEvents { get; init; }

    public required int DaysWithEvents { get; init; }

    /// <summary>What is not known of the consumers with an event.</summary>
    public required UnknownAttributes Unknown { get; init; }

    public required bool Published { get; init; }

    public required bool Stale { get; init; }

    public required Completeness Completeness { get; init; }
}

/// <summary>Shares of the consumers with an event in a month, and of what they bought in it (gross, before refunds), 0 to 1; null where there is none.</summary>
/// <param name="Any">Of whom any attribute is unknown; null where there is no attribute.</param>
/// <param name="ByAttribute">In the order of their names.</param>
public sealed record UnknownAttributes(UnknownShare? Any, IReadOnlyList<UnknownShare> ByAttribute)
{
    /// <summary>The attribute that is unknown of the most consumers; null where there is no attribute.</summary>
    public UnknownShare? Worst => ByAttribute.MaxBy(share => share.Consumers);
}

/// <param name="Attribute">Its name; empty for any.</param>
public sealed record UnknownShare(string Attribute, double? Consumers, double? Spend);
