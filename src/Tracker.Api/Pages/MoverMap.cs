using Tracker.Api.Movers;
using Tracker.Core.Panel;
using Tracker.Storage.Results;

namespace Tracker.Api.Pages;

/// <summary>Sectors × metrics of a month, coloured by index.</summary>
/// <param name="Metrics">That any sector has, in their order.</param>
/// <param name="Shared">What the sectors of each metric have in common.</param>
/// <param name="Sectors">By name.</param>
internal sealed record MoverMap(IReadOnlyList<string> Metrics, IReadOnlyList<SavedShock?> Shared, IReadOnlyList<MoverMap.Line> Sectors)
{
    public static readonly MoverMap Empty = new([], [], []);

    /// <summary>Sizes of an index from which a shade begins: the usual one has 1.</summary>
    public static readonly IReadOnlyList<double> Steps = [1, 2, 3, 4.5];

    /// <param name="Movers">In the order of the metrics; null where one is not applicable.</param>
    internal sealed record Line(string Sector, IReadOnlyList<MoverRow?> Movers);

    public static MoverMap Of(IReadOnlyList<MoverRow> movers, IReadOnlyList<SavedShock> shocks)
    {
        var byPlace = movers.ToDictionary(mover => (mover.Sector, mover.Metric));
        string[] metrics = [.. Metric.All.Select(metric => metric.Name).Where(name => movers.Any(mover => mover.Metric == name))];
        return new(
            metrics,
            [.. metrics.Select(metric => shocks.FirstOrDefault(shock => shock.Metric == metric))],
            [.. movers.Select(mover => mover.Sector).Distinct().Order(StringComparer.Ordinal)
                .Select(sector => new Line(sector, [.. metrics.Select(metric => byPlace.GetValueOrDefault((sector, metric)))]))]);
    }

    /// <summary>The class of a cell: u1 to u4 above, d1 to d4 below, none for a small index.</summary>
    public static string? Shade(double cii)
    {
        var step = Steps.Count(least => Math.Abs(cii) >= least);
        return step == 0 ? null : $"{(cii > 0 ? 'u' : 'd')}{step}";
    }
}
