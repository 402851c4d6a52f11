namespace Tracker.Core.Movers;

/// <summary>How often past months would have been called unusual: what the p of a family is worth.</summary>
/// <param name="Family">As in <see cref="ResidualSeries.Family"/>.</param>
/// <param name="Alarms">Past scores with a p at or below the nominal rate.</param>
/// <param name="Scores">Past scores.</param>
public readonly record struct FalseAlarms(int Family, int Alarms, int Scores)
{
    /// <summary>The nominal rate.</summary>
    public const double Nominal = 0.05;

    /// <summary>The realised rate; null without scores.</summary>
    public double? Realised => Scores == 0 ? null : (double)Alarms / Scores;

    /// <summary>
    /// Scores every past month as the month itself is scored: the p of a past score counts in the scores of all series in all <em>other</em>
    /// months. Over all families the rate is near the nominal one by construction; that it is so in each is what pooling assumes.
    /// </summary>
    /// <param name="series">All series of the month, with their months.</param>
    /// <param name="impacts">Of the same series, in their order.</param>
    /// <returns>By family number.</returns>
    public static IReadOnlyList<FalseAlarms> Of(IReadOnlyList<ResidualSeries> series, ImpactTable impacts)
    {
        var past = Enumerable.Range(0, series.Count)
            .SelectMany(i => impacts.PastScores[i].Select((score, k) => (series[i].Family, Month: series[i].Months[k], Score: score)))
            .ToArray();
        var all = new PooledScores(past.Select(one => one.Score));
        var months = past.GroupBy(one => one.Month).ToDictionary(month => month.Key, month => new PooledScores(month.Select(one => one.Score)));
        return
        [
            .. past.GroupBy(one => one.Family).OrderBy(family => family.Key).Select(family =>
                new FalseAlarms(family.Key, family.Count(one => ChanceElsewhere(one.Score, months[one.Month]) <= Nominal), family.Count())),
        ];

        double ChanceElsewhere(double score, PooledScores month) =>
            (1.0 + all.AtLeast(score) - month.AtLeast(score)) / (1 + all.Count - month.Count);
    }
}
