using Tracker.Core.Panel;

namespace Tracker.Core.Decomposition;

/// <summary>Splits the difference of a mover from what was expected of each of its segments.</summary>
public static class ExpectedSplit
{
    private const int Year = 12;

    /// <summary>The segments that are shown.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="past">Months before, the latest last; at least one.</param>
    /// <param name="forecast">Of the metric in the month explained.</param>
    /// <returns>Null where nothing but the total may be shown: refused.</returns>
    public static ShownSegments? Choose(MoverQuestion question, IReadOnlyList<ConsumerMonth> past, double forecast) => SegmentSelection.Of(
        question,
        [.. past.TakeLast(Expectation.LevelMonths)],
        past[Math.Max(0, past.Count - Year)],
        one => Table(question, one, [.. past.Select(one.History)], forecast) is { } table ? one.Split(table) : null);

    /// <summary>Only the month itself is drawn: what was expected stays what it is, for its own error is in the spread of past splits.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="shown">From <see cref="Choose"/>.</param>
    /// <param name="past">As there.</param>
    /// <param name="forecast">As there.</param>
    /// <param name="forecasts">Of the metric in each of the past months, made before it; null where there was none.</param>
    /// <param name="cancellation">Stops between parts of the panel.</param>
    /// <returns>Null where nothing can be expected of it: its segments have no level in the months before, or the forecast is not above 0. Without an
    /// interval where fewer than <see cref="ExpectationSpread.LeastMonths"/> past months have a forecast.</returns>
    public static MoverSplit? Of(
        MoverQuestion question,
        ShownSegments shown,
        IReadOnlyList<ConsumerMonth> past,
        double forecast,
        IReadOnlyList<double?> forecasts,
        CancellationToken cancellation = default)
    {
        var months = past.Select(shown.History).ToArray();
        if (Table(question, shown, months, forecast) is not { } table)
            return null;
        var split = shown.Split(table);
        var spread = ExpectationSpread.Of(question.Chain, months, forecasts, split.PlacesOf(table), split.HasRefundsApart);
        if (spread is null || PairedBootstrap.Intervals(split, table, Draws(question, shown, table, cancellation)) is not { } drawn)
            return new(shown, split, null, null);
        var intervals = spread.Widen(drawn);
        return new(shown, intervals.Decomposition, intervals, null);
    }

    private static SegmentTable? Table(MoverQuestion question, ShownSegments shown, SegmentMonth[][] months, double forecast)
    {
        var after = shown.Sums(question.After, shown.RowsOf(shown.Months.OfAfter));
        return Expectation.Of(question.Chain, months, forecast, after.Sum(sums => sums[0]), after.Sum(sums => sums[^1])) is { } expected
            ? shown.Table(expected, after)
            : null;
    }

    private static double[][] Draws(MoverQuestion question, ShownSegments shown, SegmentTable table, CancellationToken cancellation)
    {
        var amounts = SegmentTables.Amounts(question.Chain, question.After);
        var rows = shown.RowsOf(shown.Months.OfAfter);
        var consumers = new ConsumerChanges
        {
            Segments = shown.Count,
            SegmentBefore = [.. rows.Select(_ => Segmentation.Absent)],
            SegmentAfter = rows,
            Before = [.. amounts.Select(column => new double[column.Length])],
            After = amounts,
        };
        var draws = PairedBootstrap.Draw(consumers, PairedBootstrap.UsualDraws, question.Seed, cancellation);
        foreach (var draw in draws)
        {
            for (var row = 0; row < table.Rows.Count; row++)
                table.Rows[row].Before.ToArray().CopyTo(draw, 2 * amounts.Length * row);
        }

        return PopulationDraws.Of(table, draws);
    }
}
