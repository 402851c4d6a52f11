using System.Diagnostics;
using System.Globalization;
using Tracker.Core.Daily;
using Tracker.Core.Panel;
using Tracker.Storage.Rollup;

namespace Tracker.Benchmarks;

/// <summary>
/// Daily series: error of a month's total on its eve beside Prophet's, coverage of the daily band, on which day of a month a shift is first seen,
/// and time. Series in even places are for tuning, those in odd places for the report.
/// </summary>
internal static class DailyBenchmark
{
    private const int Months = 12; // the last ones of each series
    private const int WatchDay = 10;
    private const double FalseAlarms = 0.05;
    private const double ManyPurchases = 200;
    private const int PeerMonths = 2, PeerSeries = 12;
    private static readonly int[] PanelSizes = [20_000, 80_000];
    private static readonly double[] Shifts = [0.1, 0.2, 0.3];

    private sealed record Outcome(DailyCase Case, Month Month, DailyForecast Forecast);

    public static int Run(IReadOnlyList<string> arguments, TextWriter output, TextWriter notes)
    {
        var calendar = new DayCalendar(Holidays.UnitedStates(), [], []);
        var cases = new List<DailyCase>();
        foreach (var size in Sizes(arguments))
        {
            notes.WriteLine($"drawing {size} consumers");
            cases.AddRange(DailyData.Generated(size, 1, calendar));
        }

        if (DailyData.Real(calendar) is { } real)
            cases.AddRange(real);
        else
            notes.WriteLine("forecast_daily is absent: set TRACKER_SHARED_DATA to the folder that holds it");

        notes.WriteLine($"forecasting {cases.Count} series");
        var outcomes = Forecasts(cases, output);
        Totals(outcomes, output);
        Watched(outcomes, output);
        MonthAdjustment.Print([.. cases.Where(one => one.Source != "real")], output);
        if (!arguments.Contains("--no-peers"))
            Peers(outcomes, output, notes);
        return 0;
    }

    /// <summary>Of <c>--consumers 10000,40000</c>, else the usual ones.</summary>
    private static int[] Sizes(IReadOnlyList<string> arguments)
    {
        var at = arguments.Index().Where(one => one.Item == "--consumers").Select(one => one.Index + 1).FirstOrDefault(arguments.Count);
        return at < arguments.Count ? [.. arguments[at].Split(',').Select(size => int.Parse(size, CultureInfo.InvariantCulture))] : PanelSizes;
    }

    private static Outcome[] Forecasts(List<DailyCase> cases, TextWriter output)
    {
        var designs = cases.GroupBy(one => (one.Values.Start, one.Values.End, one.Calendar))
            .ToDictionary(span => span.Key, span => CalendarDesign.Of(span.Key.Calendar, span.Key.Start, span.Key.End.AddDays(-1)));
        var work = cases.SelectMany(one => Enumerable.Range(0, Months).Select(back => (Case: one, Month: one.Last - back))).ToArray();
        var results = new Outcome?[work.Length];
        var reasons = new string?[work.Length];
        Parallel.For(0, work.Length, i =>
        {
            var (one, month) = work[i];
            var (forecast, reason) = DailyForecast.Of(one.Values, designs[(one.Values.Start, one.Values.End, one.Calendar)], month);
            (results[i], reasons[i]) = (forecast is null ? null : new(one, month, forecast), reason);
        });

        var long25 = work.Where((_, i) => results[i]?.Forecast.Past.Count == DailyForecast.PastMonths).Take(60).ToArray();
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        foreach (var (one, month) in long25)
            DailyForecast.Of(one.Values, designs[(one.Values.Start, one.Values.End, one.Calendar)], month);
        var cpu = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds / long25.Length;
        output.WriteLine(Text($"CPU of a daily series with 25 origins, one thread: {cpu:0.0} ms ({long25.Length} series of {long25[0].Case.Values.Length} days)"));
        output.WriteLine($"{results.Count(one => one is not null)} series-months forecast, {reasons.Count(reason => reason is not null)} refused: " +
            string.Join("; ", reasons.Where(reason => reason is not null).GroupBy(reason => reason).Select(reason => $"{reason.Count()} {reason.Key}")));
        return [.. results.OfType<Outcome>()];
    }

    private static void Totals(Outcome[] outcomes, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine("| source | half | months | error of the total, % | bias, % | days in the 68.26% band, % | mean of daysIndex / depthIndex |");
        output.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var group in outcomes.GroupBy(one => (one.Case.Source, one.Case.Report)))
        {
            var errors = group.Select(Error).Where(double.IsFinite).ToArray();
            var (inside, days) = (0, 0);
            foreach (var one in group)
            {
                for (var day = 1; day <= one.Forecast.Month.Days; day++)
                {
                    var error = one.Forecast.Month.ErrorOf(day);
                    if (double.IsNaN(error) || one.Forecast.Band?.HalfWidth(day, DaysOutsideBand.Level) is not { } half)
                        continue;
                    days++;
                    inside += Math.Abs(error) <= half ? 1 : 0;
                }
            }

            var outside = group.Select(one => one.Forecast.OutsideBand).OfType<DaysOutsideBand>().ToArray();
            output.WriteLine(
                Text($"| {group.Key.Source} | {Half(group.Key.Report)} | {errors.Length} | {100 * errors.Average(Math.Abs):0.00} | {100 * errors.Average():+0.00;-0.00} | ") +
                Text($"{100.0 * inside / days:0.0} | {outside.Average(one => one.DaysIndex):0.0} / {outside.Average(one => one.DepthIndex):0.0} |"));
        }
    }

    private static double Error(Outcome one) => one.Forecast.Month.CumulatedError(one.Forecast.Month.Days);

    /// <summary>Every month as a reader would have seen it day by day, with and without a shift from its first day on.</summary>
    private static void Watched(Outcome[] outcomes, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine(Text($"watched daily from day {ToDateIndex.FirstDay} at {FalseAlarms:P0} false alarms a month (threshold from past months of the series)"));
        output.WriteLine("| source | series | half | months | false alarms, % | " + string.Join(" | ", Shifts.Select(shift => Text($"{shift:P0} by day {WatchDay}, % | median day"))) + " |");
        output.WriteLine("|---|---|---|---|---|" + string.Concat(Shifts.Select(_ => "---|---|")));
        var seen = new List<(DailyCase Case, bool Alarm, int[] FirstDays)>();
        foreach (var month in outcomes.GroupBy(one => (one.Case.Source, Back: one.Case.Last - one.Month)))
        {
            Outcome[] group = [.. month];
            ToDateSeries[] series = [.. group.Select(one => ToDateSeries.Of(one.Case.Family, one.Case.Size, one.Forecast))];
            seen.AddRange(Watch(group, series));
        }

        foreach (var source in seen.Concat(seen.Where(one => one.Case.Source != "real").Select(one => (Case: one.Case with { Source = "generated" }, one.Alarm, one.FirstDays)))
            .GroupBy(one => one.Case.Source))
        {
            foreach (var (name, wanted) in new (string, Func<DailyCase, bool>)[] { ("all", _ => true), ("200 purchases a day or more", one => one.Size >= ManyPurchases) })
            {
                foreach (var half in new[] { false, true })
                {
                    var chosen = source.Where(one => wanted(one.Case) && one.Case.Report == half).ToArray();
                    if (chosen.Length == 0)
                        continue;
                    var found = Shifts.Select((_, s) => chosen.Select(one => one.FirstDays[s]).Order().ToArray());
                    output.WriteLine(Text($"| {source.Key} | {name} | {Half(half)} | {chosen.Length} | {100.0 * chosen.Count(one => one.Alarm) / chosen.Length:0.0} | ") +
                        string.Join(" | ", found.Select(days => Text($"{100.0 * days.Count(day => day <= WatchDay) / days.Length:0.0} | ") +
                            MedianDay(days))) + " |");
                }
            }
        }
    }

    private static IEnumerable<(DailyCase Case, bool Alarm, int[] FirstDays)> Watch(Outcome[] group, ToDateSeries[] series)
    {
        var threshold = ToDateIndex.Threshold(series, FalseAlarms);
        var days = Enumerable.Range(1, ToDateSeries.MostDays).Select(day => ToDateIndex.Of(series, day)).ToArray();
        for (var i = 0; i < group.Length; i++)
        {
            if (series[i].PastMonths < ToDateIndex.LeastMonths)
                continue;

            int First(double shift)
            {
                for (var day = ToDateIndex.FirstDay; day <= group[i].Forecast.Month.Days; day++)
                {
                    var score = days[day - 1][i];
                    if (Math.Abs(score.Z + Math.Log(1 + shift) / score.Sigma) > threshold)
                        return day;
                }

                return ToDateSeries.MostDays + 1;
            }

            yield return (group[i].Case, First(0) <= ToDateSeries.MostDays, [.. Shifts.Select(First)]);
        }
    }

    /// <summary>The same months by Prophet on logs; nothing where R or its package is absent.</summary>
    private static void Peers(Outcome[] outcomes, TextWriter output, TextWriter notes)
    {
        output.WriteLine();
        if (!Prophet.IsInstalled)
        {
            output.WriteLine("Prophet: R with its package prophet is not installed, so nothing stands beside the errors above");
            return;
        }

        var chosen = outcomes.Select(one => one.Case).Distinct().Where(one => one.Report).GroupBy(one => one.Source == "real").SelectMany(source =>
        {
            DailyCase[] pool = [.. source];
            return Enumerable.Range(0, Math.Min(PeerSeries, pool.Length)).Select(i => pool[i * pool.Length / Math.Min(PeerSeries, pool.Length)]);
        }).ToArray();
        notes.WriteLine($"Prophet: {PeerMonths} months of each of {chosen.Length} series");
        var (totals, cpu) = Prophet.Forecast(chosen, real => real ? 2 * PeerMonths : PeerMonths);
        output.WriteLine("| source (report half) | months | error of the total, % | Prophet on logs | ratio |");
        output.WriteLine("|---|---|---|---|---|");
        foreach (var source in chosen.GroupBy(one => one.Source == "real" ? "real" : "generated"))
        {
            var pairs = outcomes.Where(one => source.Contains(one.Case) && totals.ContainsKey((one.Case.Name, one.Month)))
                .Select(one => (Ours: Math.Abs(Error(one)), Theirs: Math.Abs(Math.Log(one.Forecast.Month.To(31).Actual) - totals[(one.Case.Name, one.Month)])))
                .Where(pair => double.IsFinite(pair.Ours)).ToArray();
            var (ours, theirs) = (pairs.Average(pair => pair.Ours), pairs.Average(pair => pair.Theirs));
            output.WriteLine(Text($"| {source.Key} | {pairs.Length} | {100 * ours:0.00} | {100 * theirs:0.00} | {ours / theirs:0.00} |"));
        }

        output.WriteLine(Text($"Prophet: {1000 * cpu:0} ms CPU an origin, {25 * cpu:0} s for 25"));
    }

    private static string MedianDay(int[] days) =>
        days[days.Length / 2] is var day && day > ToDateSeries.MostDays ? "never" : day.ToString(CultureInfo.InvariantCulture);

    private static string Half(bool report) => report ? "report" : "tuning";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
