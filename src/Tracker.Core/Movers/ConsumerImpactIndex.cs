using Tracker.Core.Forecasting;

namespace Tracker.Core.Movers;

/// <summary>The Consumer Impact Index of the series of a month, with conformal p over all of them together
/// (docs/methods/movers.md).</summary>
public static class ConsumerImpactIndex
{
    /// <summary>σ₀ counts as much as this many errors of the series.</summary>
    private const double PriorErrors = 8;

    /// <summary>Series with fewer backtest errors have an index but no p.</summary>
    public const int LeastErrors = 12;

    /// <summary>The least scale: a series that was always forecast exactly is still not infinitely far off.</summary>
    private const double LeastSigma = 1e-6;

    /// <summary>
    /// <c>CII = r / σ</c> with <c>σ² = (8σ₀² + B s²) / (8 + B)</c>, s the root mean square of B past residuals and σ₀ the value of the
    /// family's <see cref="SizeLine"/>;
    /// <c>p = (1 + number of calibration scores at least as large) / (N + 1)</c> over the past residuals of all series, each over its σ
    /// without itself.
    /// </summary>
    /// <param name="series">All series of the month.</param>
    /// <param name="dependence">For q.</param>
    public static ImpactTable Of(IReadOnlyList<ResidualSeries> series, Dependence dependence)
    {
        var lines = series.GroupBy(one => one.Family).ToDictionary(
            family => family.Key,
            family => SizeLine.Of(family
                .Where(one => one.Past.Count >= ErrorScale.EnoughErrors)
                .Select(one => (one.Size, ErrorScale.Of([.. one.Past], 0)))));
        var scores = new IReadOnlyList<double>[series.Count];
        var impacts = new Impact[series.Count];
        for (var i = 0; i < impacts.Length; i++)
        {
            var one = series[i];
            var prior = lines[one.Family]?.ErrorAt(one.Size);
            if (!one.SeasonSeen)
                prior = Math.Max(prior ?? 0, ShortHistory.PriorScale);
            var squares = 0.0;
            foreach (var residual in one.Past)
                squares += residual * residual;
            var sigma = Sigma(prior, squares, one.Past.Count);
            impacts[i] = new(Rounded(one.Residual / sigma), sigma, one.Past.Count, null, null);
            scores[i] = one.Past.Count < LeastErrors
                ? []
                : [.. one.Past.Select(residual =>
                    Rounded(Math.Abs(residual) / Sigma(prior, Math.Max(0, squares - residual * residual), one.Past.Count - 1)))];
        }

        AddChances(impacts, new(scores.SelectMany(past => past)), dependence);
        return new(impacts, scores);
    }

    /// <summary>
    /// To nine decimals: two metrics that differ by a constant factor have one index and one p, and rounding errors of their unit do not
    /// rank them.
    /// </summary>
    private static double Rounded(double score) => Math.Round(score, 9);

    private static double Sigma(double? prior, double squares, int errors)
    {
        var (weight, size) = prior is { } typical
            ? (PriorErrors, typical)
            : (Math.Max(0, ErrorScale.EnoughErrors - errors), ShortHistory.PriorScale);
        var square = (weight * size * size + squares) / (weight + errors);
        return Math.Max(LeastSigma, Math.Sqrt(square));
    }

    private static void AddChances(Impact[] impacts, PooledScores scores, Dependence dependence)
    {
        int[] tested = [.. Enumerable.Range(0, impacts.Length).Where(i => impacts[i].Errors >= LeastErrors)];
        double[] p = [.. tested.Select(i => scores.Chance(Math.Abs(impacts[i].Cii)))];
        var q = FalseDiscovery.QValues(p, dependence);
        for (var t = 0; t < tested.Length; t++)
            impacts[tested[t]] = impacts[tested[t]] with { P = p[t], Q = q[t] };
    }
}
