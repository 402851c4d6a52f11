using Tracker.Core.Panel;

namespace Tracker.Core.Decomposition;

/// <summary>Which change of a metric is to be split, and what decides how much of it may be shown.</summary>
public sealed record MoverQuestion
{
    public required Metric Metric { get; init; }

    public required MetricChain Chain { get; init; }

    /// <summary>The month that is explained.</summary>
    public required ConsumerMonth After { get; init; }

    /// <summary>All attributes of the consumers.</summary>
    public required IReadOnlyList<string> Known { get; init; }

    /// <summary>One of them as it is in a month.</summary>
    public required Func<string, Month, AttributeColumn> Attribute { get; init; }

    /// <summary>One to five of them; null lets the drivers decide, or their strength.</summary>
    public required IReadOnlyList<string>? Asked { get; init; }

    /// <summary>What explains the change, the strongest first.</summary>
    public required IReadOnlyList<AttributeStrength> Drivers { get; init; }

    /// <summary>What is published of the mover, the newest first; another request for the same has no say of its own.</summary>
    public required IReadOnlyList<PublishedSegments> Earlier { get; init; }

    /// <summary>k.</summary>
    public required int Least { get; init; }

    /// <summary>Of the draws.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The mover beside some months before.</summary>
    public SegmentedMover Against(IReadOnlyList<ConsumerMonth> before) => new() { After = After, Before = before, Attribute = Attribute, Chain = Chain };
}
