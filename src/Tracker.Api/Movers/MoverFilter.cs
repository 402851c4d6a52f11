using Tracker.Api.Answers;

namespace Tracker.Api.Movers;

/// <summary>Which movers are wanted: null takes all.</summary>
internal sealed record MoverFilter(string? Sector, string? Metric, bool? Significant, double? MinCii)
{
    /// <exception cref="Problem">A value is none that a mover can have.</exception>
    public MoverFilter Checked()
    {
        if (MinCii is { } least && !(double.IsFinite(least) && least >= 0))
            throw Problem.BadRequest("minCii: expected 0 or more");
        if (Metric is not null)
            MetricName.Check(Metric);
        return this;
    }

    public bool Takes(MoverRow mover) =>
        (Sector is null || mover.Sector == Sector) && (Metric is null || mover.Metric == Metric)
        && (Significant is null || mover.Significant == Significant) && (MinCii is null || Math.Abs(mover.Cii) >= MinCii);
}
