using Tracker.Core.Panel;

namespace Tracker.Core.Movers;

/// <summary>The median residual of a metric's sectors in a month and in the months before, on the metric's scale.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Now">In the month; 0 with too few sectors.</param>
/// <param name="Sectors">Sectors in the median.</param>
/// <param name="Past">Of each backtest month with enough sectors, oldest first.</param>
internal sealed record SharedShift(Metric Metric, double Now, int Sectors, double[] Past)
{
    /// <summary>One test a metric: the shift over its scale, which is shrunk toward that of all metrics as the scale of a series toward its
    /// family's; p over the past medians of all metrics.</summary>
    /// <param name="shifts">By family number.</param>
    /// <param name="alarms">Of families that have past scores.</param>
    /// <param name="dependence">For q.</param>
    public static IReadOnlyList<CommonShock> Test(IReadOnlyList<SharedShift> shifts, IReadOnlyList<FalseAlarms> alarms, Dependence dependence)
    {
        int[] tested = [.. Enumerable.Range(0, shifts.Count).Where(i => shifts[i].Sectors >= MoverRanking.CommonFrom && shifts[i].Past.Length > 0)];
        var impacts = ConsumerImpactIndex.Of([.. tested.Select(i => new ResidualSeries(0, double.NaN, shifts[i].Now, true, shifts[i].Past))], dependence).Impacts;
        return
        [
            .. shifts.Select((shift, i) =>
            {
                var at = Array.IndexOf(tested, i);
                var impact = at < 0 ? (Impact?)null : impacts[at];
                var own = alarms.Where(one => one.Family == i).Select(one => (FalseAlarms?)one).FirstOrDefault();
                return new CommonShock(shift.Metric, shift.Now, shift.Sectors, impact?.Cii, impact?.P, impact?.Q, own);
            }),
        ];
    }
}
