using Tracker.Core.Forecasting;
using Tracker.Core.Movers;
using Tracker.Core.Panel;

namespace Tracker.Core.Daily;

/// <summary>
/// The z of the month to date: residuals less their common part and their bias, over a scale that is the root mean square of the same day of past
/// months, shrunk toward what series of that size and metric have (as the Consumer Impact Index is, docs/methods/daily.md).
/// </summary>
public static class ToDateIndex
{
    /// <summary>The first day of a month on which it is judged.</summary>
    public const int FirstDay = 3;

    /// <summary>Series with fewer past months have a z but no p.</summary>
    public const int LeastMonths = 12;

    private const double PriorErrors = 8;
    private const double PriorScale = 0.2; // of a series that none is like
    private const double LeastSigma = 1e-6;

    /// <summary>The scores of all series on a day, in their order.</summary>
    /// <param name="series">All series of the month.</param>
    /// <param name="day">The last day that has come, from 1.</param>
    public static IReadOnlyList<ToDateScore> Of(IReadOnlyList<ToDateSeries> series, int day)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(day, 1);
        var byDay = EachDay(series);
        var sortedSame = Past(series, (i, back) => Math.Abs(byDay[Math.Min(day, byDay.Length) - 1].Z[i][back]));
        var sortedWatched = Past(series, (i, back) => Largest(byDay, i, back, byDay.Length));
        var (z, sigma, common) = byDay[Math.Min(day, byDay.Length) - 1];
        var tested = Enumerable.Range(0, series.Count).Where(i => series[i].PastMonths >= LeastMonths && !double.IsNaN(z[i][0])).ToArray();
        double[] p = [.. tested.Select(i => Chance(sortedSame, Math.Abs(z[i][0])))];
        var q = FalseDiscovery.QValues(p);
        var scores = new ToDateScore[series.Count];
        for (var i = 0; i < scores.Length; i++)
            scores[i] = new(z[i][0], sigma[i], common[i], series[i].PastMonths, null, null, null);
        for (var t = 0; t < tested.Length; t++)
        {
            scores[tested[t]] = scores[tested[t]] with
            {
                P = p[t],
                Q = q[t],
                WatchP = day < FirstDay ? null : Chance(sortedWatched, Largest(byDay, tested[t], 0, day)),
            };
        }

        return scores;
    }

    /// <summary>The |z| that a reader who looks every day from the third sees exceeded in such a share of months without a shift; null with too few
    /// past months.</summary>
    public static double? Threshold(IReadOnlyList<ToDateSeries> series, double falseAlarms)
    {
        var byDay = EachDay(series);
        return ConformalQuantile.Of(Past(series, (i, back) => Largest(byDay, i, back, byDay.Length)), 1 - falseAlarms);
    }

    private static (double[][] Z, double[] Sigma, double[] Common)[] EachDay(IReadOnlyList<ToDateSeries> series)
    {
        var byDay = new (double[][] Z, double[] Sigma, double[] Common)[ToDateSeries.MostDays];
        Parallel.For(0, byDay.Length, at => byDay[at] = OfDay(series, at + 1));
        return byDay;
    }

    /// <summary>The scores of past months of all series that have enough of them, in rising order.</summary>
    private static double[] Past(IReadOnlyList<ToDateSeries> series, Func<int, int, double> score)
    {
        var scores = new List<double>();
        for (var i = 0; i < series.Count; i++)
        {
            for (var back = 1; series[i].PastMonths >= LeastMonths && back <= series[i].PastMonths; back++)
            {
                if (score(i, back) is var one && !double.IsNaN(one))
                    scores.Add(one);
            }
        }

        scores.Sort();
        return [.. scores];
    }

    /// <summary>The z of every series on a day, for the month (0) and the months before it, whose scale and bias are those without themselves.</summary>
    internal static (double[][] Z, double[] Sigma, double[] Common) OfDay(IReadOnlyList<ToDateSeries> series, int day)
    {
        var own = new double[series.Count][];
        var common = new double[series.Count];
        foreach (var family in Enumerable.Range(0, series.Count).GroupBy(i => series[i].Family))
        {
            int[] members = [.. family];
            var months = members.Max(i => series[i].PastMonths);
            foreach (var i in members)
                own[i] = new double[series[i].PastMonths + 1];
            for (var back = 0; back <= months; back++)
            {
                double[] known = [.. members.Select(i => series[i].Residual(back, day)).Where(residual => !double.IsNaN(residual))];
                var middle = known.Length < MoverRanking.CommonFrom ? 0 : Median.Of(known)!.Value;
                foreach (var i in members.Where(i => back <= series[i].PastMonths))
                {
                    own[i][back] = series[i].Residual(back, day) - middle;
                    if (back == 0)
                        common[i] = middle;
                }
            }
        }

        var lines = Enumerable.Range(0, series.Count).GroupBy(i => series[i].Family).ToDictionary(
            family => family.Key,
            family => SizeLine.Of(family.Select(i => (series[i].Size, RootMeanSquare(own[i])))));
        var sigma = new double[series.Count];
        for (var i = 0; i < own.Length; i++)
            (own[i], sigma[i]) = Standardised(own[i], lines[series[i].Family]?.ErrorAt(series[i].Size) ?? PriorScale);
        return (own, sigma, common);
    }

    private static (double[] Z, double Sigma) Standardised(double[] own, double typical)
    {
        var (sum, squares, count) = (0.0, 0.0, 0);
        for (var back = 1; back < own.Length; back++)
        {
            if (double.IsNaN(own[back]))
                continue;
            (sum, squares, count) = (sum + own[back], squares + own[back] * own[back], count + 1);
        }

        var z = new double[own.Length];
        var sigma = 0.0;
        for (var back = own.Length - 1; back >= 0; back--)
        {
            var (others, rest, number) = back == 0 || double.IsNaN(own[back]) ? (sum, squares, count) : (sum - own[back], squares - own[back] * own[back], count - 1);
            var bias = others / (number + PriorErrors);
            var square = (PriorErrors * typical * typical + Math.Max(0, rest - 2 * bias * others + number * bias * bias)) / (PriorErrors + number);
            sigma = Math.Max(LeastSigma, Math.Sqrt(square));
            z[back] = (own[back] - bias) / sigma;
        }

        return (z, sigma);
    }

    private static double RootMeanSquare(double[] own)
    {
        var (squares, count) = (0.0, 0);
        for (var back = 1; back < own.Length; back++)
        {
            if (!double.IsNaN(own[back]))
                (squares, count) = (squares + own[back] * own[back], count + 1);
        }

        return count < LeastMonths ? 0 : Math.Sqrt(squares / count);
    }

    /// <summary>The largest |z| from the first judged day to a day; NaN where there is none.</summary>
    private static double Largest((double[][] Z, double[] Sigma, double[] Common)[] byDay, int series, int back, int day)
    {
        var largest = double.NaN;
        for (var at = FirstDay - 1; at < Math.Min(day, byDay.Length); at++)
        {
            var z = Math.Abs(byDay[at].Z[series][back]);
            if (!(z <= largest) && !double.IsNaN(z))
                largest = z;
        }

        return largest;
    }

    private static double Chance(double[] sorted, double score)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] < score)
                low = middle + 1;
            else
                high = middle;
        }

        return (1.0 + sorted.Length - low) / (sorted.Length + 1);
    }
}
