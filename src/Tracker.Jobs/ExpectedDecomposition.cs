using Tracker.Core.Decomposition;
using Tracker.Core.Forecasting;
using Tracker.Core.Panel;
using Tracker.Storage.Results;

namespace Tracker.Jobs;

/// <summary>Answers against what was expected of a published month.</summary>
/// <param name="reading">The month.</param>
internal sealed class ExpectedDecomposition(MonthReading reading)
{
    /// <summary>Months before, of which the latest 24 are split against what was expected of them, each by 15 before it.</summary>
    private const int HistoryMonths = ExpectationSpread.MostMonths + DecomposeReference.SeasonMonths;

    /// <summary>Null where nothing can be expected.</summary>
    /// <exception cref="NothingToComputeException">It would tell of too few.</exception>
    public async Task<PublishedDecomposition?> OfAsync(DecomposeWork work, CancellationToken cancellation)
    {
        var past = await PastAsync(work.Sector, cancellation);
        if (past.Count == 0)
            return null;
        var mover = work.Mover!;
        var shown = ExpectedSplit.Choose(work.Question, past, mover.Forecast) ?? throw work.Refused();
        if (ExpectedSplit.Of(work.Question, shown, past, mover.Forecast, Forecasts(work, past), cancellation) is not { } split)
            return null;
        if (split.Intervals is null)
            work.Notes.Add($"no interval: expected {ExpectationSpread.LeastMonths} past months with a forecast");
        var chain = ImpactChain.Of(mover.Cii, mover.Q, mover.Actual, mover.Forecast, mover.Common, mover.Own, split.Decomposition);
        return DecompositionAnswer.Of(work, split, PublishedDecomposition.Expected) with { Chain = chain };
    }

    private async Task<IReadOnlyList<ConsumerMonth>> PastAsync(Sector sector, CancellationToken cancellation)
    {
        var first = reading.History.First + MetricSeries.IncompleteMonths;
        var past = new List<ConsumerMonth>();
        for (var at = reading.Month - HistoryMonths; at < reading.Month; at += 1)
        {
            if (at >= first)
                past.Add(await reading.ReadAsync(sector, at, cancellation));
        }

        return past;
    }

    /// <summary>What the series' own model said of the past months before them.</summary>
    private double?[] Forecasts(DecomposeWork work, IReadOnlyList<ConsumerMonth> past)
    {
        var one = reading.Series.FirstOrDefault(one => one.Sector == work.Sector && one.Metric == work.Request.Metric);
        return one is not null && Combination.Forecast([.. one.ScaledFit], 1, reading.Options.Forecast) is Forecast forecast
            ? ExpectationSpread.Forecasts(one, forecast, past[0].Month, past.Count)
            : new double?[past.Count];
    }
}
