using System.Diagnostics;
using System.Globalization;
using Tracker.Core.Forecasting;
using Tracker.Core.Panel;

namespace Tracker.Benchmarks;

/// <summary>
/// Accuracy, calibration and time of each forecaster on 200 monthly series at 13 origins each, beside R's ets and theta. Even series are
/// for tuning, odd series for the report.
/// </summary>
internal static class ForecastBenchmark
{
    private const int Origins = 13;
    private const int LongHorizon = 18;
    private static readonly int[] BriefLengths = [1, 2, 3, 5, 8, 12, 13, 14, 15, 18, 24, 30];
    private static readonly int[] BriefStarts = [0, 9, 17, 25, 33];

    private sealed record Outcome(double[] OneStep, double[] LongRun, double Cover80, double Cover95);

    public static int Run(TextWriter output, TextWriter progress)
    {
        if (M3.Read() is not { } all)
        {
            progress.WriteLine("forecast_m3 is absent: set TRACKER_SHARED_DATA to the folder that holds it");
            return 1;
        }

        var methods = new List<(string Name, Func<M3Series, Outcome> Measure)>
        {
            ("R ets", series => Peer(series, "ets")),
            ("R theta", series => Peer(series, "theta")),
        };
        methods.AddRange(Combination.Members.Select(member => member.Name).Prepend(ForecastOptions.Combined).Select(name =>
            (name, (Func<M3Series, Outcome>)(series => Ours(series, new() { Forecaster = name })))));

        var reference = all.Select(series => Peer(series, "ets")).ToArray();
        output.WriteLine("method            half   MASE h1  / ets   MASE h1-18  / ets   cover80  cover95   CPU ms a forecast");
        foreach (var (name, measure) in methods)
        {
            progress.WriteLine(name);
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            var outcomes = all.Select(measure).ToArray();
            var cpu = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds / (all.Length * Origins);
            foreach (var (half, parity) in new[] { ("tuning", 0), ("report", 1), ("all", -1) })
            {
                var chosen = Enumerable.Range(0, all.Length).Where(i => parity < 0 || i % 2 == parity).ToArray();
                double One(Outcome[] of) => chosen.SelectMany(i => of[i].OneStep).Average();
                double Long(Outcome[] of) => chosen.SelectMany(i => of[i].LongRun).Average();
                var (one, longRun) = (One(outcomes), Long(outcomes));
                var (cover80, cover95) = (100 * chosen.Average(i => outcomes[i].Cover80), 100 * chosen.Average(i => outcomes[i].Cover95));
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name,-16}  {half,-6} {one,8:0.0000} {one / One(reference),6:0.000} {longRun,12:0.0000} {longRun / Long(reference),6:0.000} " +
                    $"{cover80,9:0.0} {cover95,8:0.0} {(name.StartsWith("R ", StringComparison.Ordinal) ? "" : cpu.ToString("0.00", CultureInfo.InvariantCulture)),10}"));
            }
        }

        ShortHistories(all, output);
        return 0;
    }

    /// <summary>Coverage one step ahead of series cut to a few months, at three places of each.</summary>
    private static void ShortHistories(M3Series[] all, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine("months   MASE h1   cover80  cover95   (short histories, and the first months of the combination)");
        foreach (var months in BriefLengths)
        {
            double error = 0, inside80 = 0, inside95 = 0;
            var cases = 0;
            foreach (var series in all)
            {
                foreach (var start in BriefStarts.Where(start => start + months < series.Values.Length))
                {
                    var transform = ScaleTransform.LogOrAsinh(series.Values, double.NaN);
                    var actual = series.Values[start + months];
                    var forecast = (Forecast)Combination.Forecast(
                        [.. series.Values.Skip(start).Take(months).Select(value => transform.Forward(value))], 1, ForecastOptions.Default);
                    var off = Math.Abs(transform.Forward(actual) - forecast.Path[0]);
                    error += Math.Abs(actual - transform.Back(forecast.Path[0])) / series.MaseScale;
                    inside80 += off <= forecast.HalfWidths(0.80)[0] ? 1 : 0;
                    inside95 += off <= forecast.HalfWidths(0.95)[0] ? 1 : 0;
                    cases++;
                }
            }

            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{months,6} {error / cases,9:0.000} {100 * inside80 / cases,9:0.0} {100 * inside95 / cases,8:0.0}"));
        }
    }

    private static Outcome Ours(M3Series series, ForecastOptions options)
    {
        return Measure(series, origin =>
        {
            var past = series.Values[..(series.Training - origin)];
            var transform = ScaleTransform.LogOrAsinh(past, double.NaN);
            var forecast = (Forecast)Combination.Forecast([.. past.Select(value => transform.Forward(value))], origin == 0 ? LongHorizon : 1, options);
            var (half80, half95) = (forecast.HalfWidths(0.80), forecast.HalfWidths(0.95));
            return
            [
                .. forecast.Path.Select((path, i) => new PeerStep(
                    transform.Back(path),
                    transform.Back(path - half80[i]),
                    transform.Back(path + half80[i]),
                    transform.Back(path - half95[i]),
                    transform.Back(path + half95[i]))),
            ];
        });
    }

    private static Outcome Peer(M3Series series, string method) => Measure(series, origin => series.Peers[(method, origin)]);

    private static Outcome Measure(M3Series series, Func<int, PeerStep[]> forecast)
    {
        var scale = series.MaseScale;
        var one = new double[Origins];
        double inside80 = 0, inside95 = 0;
        double[] longRun = [];
        for (var origin = 0; origin < Origins; origin++)
        {
            var steps = forecast(origin);
            var at = series.Training - origin;
            one[origin] = Math.Abs(series.Values[at] - steps[0].Mean) / scale;
            inside80 += series.Values[at] >= steps[0].Lo80 && series.Values[at] <= steps[0].Hi80 ? 1.0 / Origins : 0;
            inside95 += series.Values[at] >= steps[0].Lo95 && series.Values[at] <= steps[0].Hi95 ? 1.0 / Origins : 0;
            if (origin == 0)
                longRun = [.. steps.Take(LongHorizon).Select((step, i) => Math.Abs(series.Values[at + i] - step.Mean) / scale)];
        }

        return new(one, longRun, inside80, inside95);
    }
}
