using System.Globalization;
using Tracker.Core.Daily;
using Tracker.Core.Movers;
using Tracker.Core.Panel;
using Tracker.Storage.Rollup;
using Tracker.Synthetic;
using Tracker.Synthetic.Scenarios;

namespace Tracker.Benchmarks;

/// <summary>
/// Generated panels from files to flags, drawn in memory as the files would be summed, by month and by day. A flag is false when the panel before chance differs by less
/// than 0.1 of its noise from its twin without the plant.
/// </summary>
internal static class PanelTrial
{
    private const int Panels = 60;
    private const int Consumers = 3000;
    private const int Months = 60;
    private const double Nothing = 0.1;
    private const double Large = 5;

    public static bool Run(TextWriter output, TextWriter notes)
    {
        var calendar = new DayCalendar(Holidays.UnitedStates(), [], []);
        var rates = Metric.All.ToDictionary(metric => metric, _ => (Now: new Estimate(), Past: new Estimate()));
        output.WriteLine($"{Panels} panels of {Consumers:N0} consumers, {Months} months, seeds 1 to {Panels}; standard errors in brackets");
        output.WriteLine($"| scenario | any false flag | mean false share | series moved by {Large} σ or more found | sectors with such a series found by movers | by the sector test | any false sector | mean false share of sectors |");
        output.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (var scenario in new[] { Scenario.Quiet, Scenario.Default })
        {
            var columns = Enumerable.Range(0, 7).Select(_ => new Estimate()).ToArray();
            for (var seed = 1; seed <= Panels; seed++)
            {
                notes.WriteLine($"{scenario}, seed {seed}");
                var panel = SyntheticPanel.Of(new() { Consumers = Consumers, Months = Months, Seed = (ulong)seed, Scenario = scenario });
                var history = panel.Draw() with { Daily = CalendarTrial.Days(panel, calendar) };
                var score = MoverRanking.Score(history, history.Last);
                Count(columns, score, panel.Expect(history.Last));
                if (scenario == Scenario.Quiet)
                    CountRates(rates, score);
            }

            output.WriteLine($"| {scenario} | {string.Join(" | ", columns.Select(column => $"{column}"))} |");
        }

        output.WriteLine();
        output.WriteLine($"Quiet panels: share of series with p ≤ {FalseAlarms.Nominal.ToString(CultureInfo.InvariantCulture)}");
        output.WriteLine("| metric | in the month | realised over past months, as published |");
        output.WriteLine("|---|---|---|");
        foreach (var (metric, (now, past)) in rates)
            output.WriteLine($"| {metric} | {now} | {past} |");
        return true;
    }

    private static void CountRates(Dictionary<Metric, (Estimate Now, Estimate Past)> rates, MonthScore score)
    {
        foreach (var mover in score.Movers.Where(mover => mover.P is not null))
            rates[mover.Metric].Now.Add(mover.P <= FalseAlarms.Nominal);
        foreach (var shock in score.CommonShocks.Where(shock => shock.FalseAlarms is not null))
            rates[shock.Metric].Past.Add(shock.FalseAlarms!.Value.Realised!.Value);
    }

    private static void Count(Estimate[] columns, MonthScore score, ExpectedMonth expected)
    {
        var sectors = SyntheticPanel.Sectors.Select((sector, i) => (sector, Expected: expected.BySector[i])).ToDictionary(one => one.sector, one => one.Expected);
        double Effect(Sector sector, Metric metric) => Math.Abs(sectors[sector].Effect(metric)) / sectors[sector].Sd(metric);
        var flagged = score.Movers.Where(mover => mover.Significant).ToArray();
        var wrong = flagged.Count(mover => Effect(mover.Sector, mover.Metric) < Nothing);
        columns[0].Add(wrong > 0);
        columns[1].Add((double)wrong / Math.Max(1, flagged.Length));
        var tested = score.Sectors.Where(sector => sector.Significant).Select(sector => sector.Sector).ToArray();
        var wrongSectors = tested.Count(sector => Metric.All.All(metric => Effect(sector, metric) < Nothing));
        columns[5].Add(wrongSectors > 0);
        columns[6].Add((double)wrongSectors / Math.Max(1, tested.Length));
        var moved = score.Movers.Where(mover => Effect(mover.Sector, mover.Metric) >= Large).ToArray();
        if (moved.Length == 0)
            return;
        columns[2].Add(moved.Average(mover => mover.Significant ? 1.0 : 0.0));
        foreach (var sector in moved.GroupBy(mover => mover.Sector))
        {
            columns[3].Add(sector.Any(mover => mover.Significant));
            columns[4].Add(tested.Contains(sector.Key));
        }
    }
}
