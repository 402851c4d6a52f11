using Tracker.Core.Panel;

namespace Tracker.Storage.Results;

/// <summary>A series that left the family of tests of a run (<c>tracker.not_applicable</c>), and why.</summary>
public sealed record NotApplicableSeries
{
    public long RunId { get; init; }

    public required string Sector { get; init; }

    public required string Metric { get; init; }

    public required string Reason { get; init; }

    internal static NotApplicableSeries Of(NotApplicable series) =>
        new() { Sector = series.Sector.Name, Metric = series.Metric.Name, Reason = series.Reason };
}
