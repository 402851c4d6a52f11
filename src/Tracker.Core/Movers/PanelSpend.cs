using Tracker.Core.Panel;

namespace Tracker.Core.Movers;

/// <summary>What was spent in a month, by sector and by all, in units of the currency, weighted.</summary>
internal sealed class PanelSpend
{
    private readonly Dictionary<Sector, double> bySector = [];
    private readonly double total;

    public PanelSpend(PanelHistory history, Month month, Weighting weighting)
    {
        var panel = history.Months[month - history.First];
        var weights = weighting.Of(panel);
        var spends = new double[history.Sectors.Count];
        for (var sector = 0; sector < spends.Length; sector++)
            bySector[history.Sectors[sector]] = spends[sector] = MetricValue.Of(Metric.TotalSpend, WeightedMeasures.Of(panel, sector, weights)).Value;
        Array.Sort(spends); // a sum that no order of the sectors changes
        total = spends.Sum();
    }

    /// <summary>The money behind actual less expected: see <see cref="Mover.Money"/>.</summary>
    public double? Behind(Sector sector, Metric metric, double actual, double expected)
    {
        if (metric == Metric.TotalSpend)
            return actual - expected;
        return actual == 0 ? null : bySector[sector] * ((actual - expected) / actual);
    }

    /// <summary>The size of an amount in per cent of all spend.</summary>
    public double? Share(double? money) => total > 0 && money is { } amount ? 100 * Math.Abs(amount) / total : null;
}
