using Tracker.Core.Forecasting;
using Tracker.Core.Panel;

namespace Tracker.Core.Daily;

/// <summary>Ranks the series of a month that is not over (docs/methods/daily.md).</summary>
public static class EarlySignal
{
    /// <summary>Movers with a q at or below this are significant.</summary>
    public const double FalseDiscoveryRate = 0.1;

    private static readonly IReadOnlyList<Metric> Additive = SectorDaySums.Metrics;

    /// <summary>Of sums to the day.</summary>
    private static readonly (Metric Metric, int Numerator, int Denominator)[] Ratios = [(Metric.AverageTicket, 0, 1), (Metric.Conversion, 1, 2)];

    private sealed record Candidate(Sector Sector, Metric Metric, ToDateSeries ToDate, DailyForecast First, DailyForecast? Second);

    /// <summary>The movers of the month of a day, from its days to that one; the same for any number of threads.</summary>
    /// <param name="sectors">Days of all sectors, each with the same first one; days after <paramref name="day"/> are not read.</param>
    /// <param name="calendar">Holidays, events, outages.</param>
    /// <param name="day">The last day that has come.</param>
    /// <param name="cancellation">Stops between months of a series.</param>
    /// <returns>By rank; and the metrics of sectors that have no early signal, with the reason.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static (IReadOnlyList<EarlyMover> Movers, IReadOnlyList<NotApplicable> Absent) Score(
        IReadOnlyList<SectorDaySums> sectors, DayCalendar calendar, DateOnly day, CancellationToken cancellation = default)
    {
        var month = Month.Of(day);
        var absent = new List<NotApplicable>();
        if (sectors.Count == 0)
            return ([], absent);
        var design = CalendarDesign.Of(calendar, sectors[0].Spend.Start, month.LastDay);
        var forecasts = new (DailyForecast? Forecast, string? Reason)[sectors.Count * Additive.Count];
        Parallel.For(0, forecasts.Length, new() { CancellationToken = cancellation }, i =>
        {
            var (sector, at) = (sectors[i / Additive.Count], i % Additive.Count);
            var series = sector.Of(Additive[at]).Through(day);
            forecasts[i] = at == 2 && series.Equals(sector.Purchases.Through(day))
                ? (null, "equal to purchases by construction")
                : DailyForecast.Of(series, design, month, cancellation);
        });

        var candidates = new List<Candidate>();
        foreach (var metric in Metric.All)
        {
            for (var sector = 0; sector < sectors.Count; sector++)
            {
                var (candidate, reason) = CandidateOf(sectors[sector], metric, forecasts.AsSpan(sector * Additive.Count, Additive.Count), day);
                if (candidate is not null)
                    candidates.Add(candidate);
                else
                    absent.Add(new(sectors[sector].Sector, metric, reason!));
            }
        }

        var scores = ToDateIndex.Of([.. candidates.Select(candidate => candidate.ToDate)], day.Day);
        var movers = candidates.Select((candidate, i) => MoverOf(candidate, scores[i], day));
        return (
        [
            .. movers.OrderByDescending(mover => mover.Significant).ThenByDescending(mover => Math.Abs(mover.Z))
                .Select((mover, i) => mover with { Rank = i + 1 }),
        ], absent);
    }

    private static (Candidate? Candidate, string? Reason) CandidateOf(
        SectorDaySums sector, Metric metric, ReadOnlySpan<(DailyForecast? Forecast, string? Reason)> forecasts, DateOnly day)
    {
        var family = Metric.All.TakeWhile(one => one != metric).Count();
        var size = forecasts[1].Forecast?.Month.ExpectedTotal / Month.Of(day).Days ?? 0;
        var at = Additive.TakeWhile(one => one != metric).Count();
        if (at < Additive.Count)
        {
            return forecasts[at].Forecast is { } forecast
                ? Checked(new(sector.Sector, metric, ToDateSeries.Of(family, size, forecast), forecast, null), day)
                : (null, forecasts[at].Reason);
        }

        if (Array.Find(Ratios, ratio => ratio.Metric == metric) is not { Metric: not null } found)
            return (null, "does not add over days");
        return (forecasts[found.Numerator].Forecast, forecasts[found.Denominator].Forecast) is ({ } above, { } below)
            ? Checked(new(sector.Sector, metric, ToDateSeries.OfRatio(family, size, above, below, metric.Scale), above, below), day)
            : (null, forecasts[found.Numerator].Reason ?? forecasts[found.Denominator].Reason);
    }

    private static (Candidate? Candidate, string? Reason) Checked(Candidate candidate, DateOnly day) =>
        double.IsNaN(candidate.ToDate.Residual(0, day.Day)) ? (null, "nothing there in the month to date") : (candidate, null);

    private static EarlyMover MoverOf(Candidate candidate, ToDateScore score, DateOnly day)
    {
        var ((actual, expected), whole) = (candidate.First.Month.To(day.Day), candidate.First.Month.ExpectedTotal);
        var projection = MonthProjection.Of(candidate.First, day.Day);
        var (total, past) = (projection.Total, projection.Past);
        if (candidate.Second is { } second)
        {
            var (below, belowExpected) = second.Month.To(day.Day);
            (actual, expected, whole) = (actual / below, expected / belowExpected, whole / second.Month.ExpectedTotal);
            var under = MonthProjection.Of(second, day.Day);
            var months = Math.Min(past.Count, under.Past.Count);
            total /= under.Total;
            past = [.. past.TakeLast(months).Zip(under.Past.TakeLast(months), (a, b) => (a.Actual / b.Actual, a.Projected / b.Projected))];
        }

        var logit = candidate.Metric.Scale == Scale.Logit;
        total = logit ? Math.Min(1, total) : total;
        double Scaled(double value) => logit ? Math.Log(value / (1 - value)) : Math.Log(value);
        double[] errors = [.. past.Select(one => Math.Abs(Scaled(one.Actual) - Scaled(one.Projected))).Where(double.IsFinite)];
        return new()
        {
            Rank = 1,
            Day = day,
            Days = candidate.First.Month.Days,
            Sector = candidate.Sector,
            Metric = candidate.Metric,
            Z = score.Z,
            P = score.P,
            Q = score.Q,
            WatchP = score.WatchP,
            Significant = score.Q <= FalseDiscoveryRate,
            PastMonths = score.Months,
            Actual = actual,
            Forecast = expected,
            MonthForecast = whole,
            Projected = total,
            Band80 = BandOf(0.80),
            Band95 = BandOf(0.95),
            OutsideBand = candidate.Second is null ? candidate.First.OutsideBand : null,
        };

        Band? BandOf(double level)
        {
            var centre = Scaled(total);
            return ConformalQuantile.Of(errors, level) is { } half && double.IsFinite(centre) ? new(Back(centre - half), Back(centre + half)) : null;
        }

        double Back(double image) => logit ? 1 / (1 + Math.Exp(-image)) : Math.Exp(image);
    }
}
