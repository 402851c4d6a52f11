using System.Globalization;
using Tracker.Core.Daily;
using Tracker.Core.Movers;
using Tracker.Core.Panel;
using Tracker.Storage.Rollup;
using Tracker.Synthetic;
using Tracker.Synthetic.Scenarios;

namespace Tracker.Benchmarks;

/// <summary>
/// What the calendar adjustment of monthly series is worth: the same generated panels scored from their months alone, and with their days. Sectors
/// in even places are for tuning, those in odd places for the report.
/// </summary>
internal static class CalendarTrial
{
    private const int Months = 60;
    private const double Nothing = 0.1;
    private const double Small = 2, Large = 5;
    private static readonly (int Consumers, int Panels)[] Sizes = [(3_000, 12), (20_000, 4)];

    private static readonly string[] Variants = ["as they are", "adjusted"];

    private sealed record Tally(Estimate Flagged, Estimate Found, Estimate FoundSmall);

    public static bool Run(TextWriter output, TextWriter notes)
    {
        var calendar = new DayCalendar(Holidays.UnitedStates(), [], []);
        var (flags, seconds) = (new List<string>(), new Estimate());
        output.WriteLine($"{Months} months; with the adjustment / without it, geometric means, standard errors over quiet panels in brackets");
        output.WriteLine("| consumers | panels | metric | series | width of the 80% band, tuning half | report half | σ of the index, tuning half | report half | σ of the common part |");
        output.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (var (consumers, panels) in Sizes)
        {
            var ratios = Metric.All.ToDictionary(metric => metric, _ => Enumerable.Range(0, 5).Select(_ => new Estimate()).ToArray());
            var series = Metric.All.ToDictionary(metric => metric, _ => 0);
            Tally[] tallies = [new(new(), new(), new()), new(new(), new(), new())];
            for (var seed = 1; seed <= panels; seed++)
            {
                foreach (var scenario in new[] { Scenario.Quiet, Scenario.Default })
                {
                    notes.WriteLine($"{consumers} consumers, {scenario}, seed {seed}");
                    var panel = SyntheticPanel.Of(new() { Consumers = consumers, Months = Months, Seed = (ulong)seed, Scenario = scenario });
                    var plain = panel.Draw();
                    var adjusted = plain with { Daily = Days(panel, calendar) };
                    var before = Environment.CpuUsage.TotalTime;
                    var score = MoverRanking.Score(adjusted, plain.Last);
                    var outside = OutsideBands.Of(adjusted.Daily, plain.Last);
                    seconds.Add((Environment.CpuUsage.TotalTime - before).TotalSeconds);
                    notes.WriteLine($"{score.Movers.Count} series, {outside.Count} of them by day");
                    MonthScore[] scores = [MoverRanking.Score(plain, plain.Last), score];
                    if (scenario == Scenario.Quiet)
                        AddRatios(scores, ratios, series);
                    var expected = panel.Expect(plain.Last);
                    foreach (var (tally, one) in tallies.Zip(scores))
                        Count(tally, one, expected);
                }
            }

            foreach (var metric in Metric.All.Where(metric => series[metric] > 0))
            {
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"| {consumers:N0} | {panels} | {metric} | {series[metric]} | {string.Join(" | ", ratios[metric].AsEnumerable())} |"));
            }

            foreach (var (name, tally) in Variants.Zip(tallies))
                flags.Add(string.Create(CultureInfo.InvariantCulture, $"| {consumers:N0} | {2 * panels} | {name} | {tally.Flagged} | {tally.FoundSmall} | {tally.Found} |"));
        }

        output.WriteLine();
        output.WriteLine($"| consumers | panels | monthly series | any false flag | series moved by {Small} to {Large} σ found | by {Large} σ or more |");
        output.WriteLine("|---|---|---|---|---|---|");
        foreach (var line in flags)
            output.WriteLine(line);
        output.WriteLine();
        output.WriteLine($"CPU seconds of a month with its days, on all cores: movers, calendar weights, days outside the band: {seconds}");
        return true;
    }

    /// <summary>The days of a panel as they were drawn, every consumer counting once.</summary>
    public static DailyHistory Days(SyntheticPanel panel, DayCalendar calendar) => new(
        [.. panel.DrawDays().Select(days => new SectorDaySums(
            days.Sector, new(days.Start, days.Spend), new(days.Start, days.Purchases), new(days.Start, days.Visits)))],
        calendar);

    private static void AddRatios(MonthScore[] scores, Dictionary<Metric, Estimate[]> ratios, Dictionary<Metric, int> series)
    {
        var plain = scores[0].Movers.ToDictionary(mover => (mover.Sector, mover.Metric));
        foreach (var group in scores[1].Movers.Where(mover => mover.CalendarAdjusted)
            .GroupBy(mover => (mover.Metric, Half: SyntheticPanel.Sectors.Index().First(sector => sector.Item == mover.Sector).Index % 2)))
        {
            var own = ratios[group.Key.Metric];
            own[group.Key.Half].Add(Math.Exp(group.Average(mover => Math.Log(Width(mover) / Width(plain[(mover.Sector, mover.Metric)])))));
            own[2 + group.Key.Half].Add(Math.Exp(group.Average(mover => Math.Log(mover.Sigma / plain[(mover.Sector, mover.Metric)].Sigma))));
            series[group.Key.Metric] += group.Count();
        }

        foreach (var (before, after) in scores[0].CommonShocks.Zip(scores[1].CommonShocks))
            ratios[after.Metric][4].Add(after.Shift / after.Cii!.Value / (before.Shift / before.Cii!.Value));

        static double Width(Mover mover) => (mover.Band80.Hi - mover.Band80.Lo) / mover.Forecast;
    }

    private static void Count(Tally tally, MonthScore score, ExpectedMonth expected)
    {
        var sectors = SyntheticPanel.Sectors.Index().ToDictionary(one => one.Item, one => expected.BySector[one.Index]);
        double Effect(Mover mover) => Math.Abs(sectors[mover.Sector].Effect(mover.Metric)) / sectors[mover.Sector].Sd(mover.Metric);
        tally.Flagged.Add(score.Movers.Any(mover => mover.Significant && Effect(mover) < Nothing));
        foreach (var mover in score.Movers)
        {
            if (Effect(mover) >= Large)
                tally.Found.Add(mover.Significant);
            else if (Effect(mover) >= Small)
                tally.FoundSmall.Add(mover.Significant);
        }
    }
}
