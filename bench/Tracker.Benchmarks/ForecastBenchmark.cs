using System.Diagnostics;
using System.Globalization;
using Tracker.Core.Forecasting;
using Tracker.Core.Panel;

namespace Tracker.Benchmarks;

/// <summary>
/// Accuracy, calibration and time of each forecaster on 200 monthly series at 13 origins each, beside R's ets and theta. Even series are
/// for tuning, odd series for the report. Then the same from the end of training beside more of R's forecasts, and short histories.
/// </summary>
internal static class ForecastBenchmark
{
    private const int Origins = 13;
    private const int LongHorizon = 18;
    private const string OneSsa = "ssa of one";
    private const int Draws = 2_000;
    private static readonly (int Window, int[] Ranks)[] SingleSsa = [(6, [1, 2, 4]), (12, [1, 2, 4, 8]), (18, [1, 2, 4, 8, 12]), (23, [1, 2, 4, 8, 12, 16])];
    private static readonly int[] BriefLengths = [1, 2, 3, 5, 8, 12, 13, 14, 15, 18, 24, 30];
    private static readonly int[] BriefStarts = [0, 9, 17, 25, 33];

    private sealed record Outcome(double[] OneStep, double[] LongRun, double Cover80, double Cover95);

    public static async Task<int> RunAsync(TextWriter output, TextWriter progress)
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

        foreach (var (window, ranks) in SingleSsa)
        {
            methods.AddRange(ranks.Select(rank => ($"{OneSsa} {window} {rank}", (Func<M3Series, Outcome>)(series => Single(series, window, rank)))));
        }

        var reference = all.Select(series => Peer(series, "ets")).ToArray();
        var oneStep = new Dictionary<string, (double Tuning, double Report)>();
        output.WriteLine($"{all.Length} series x {Origins} origins; tuning: even series, report: odd series; in brackets 95% of {Draws} bootstrap draws of series");
        output.WriteLine("method            half   MASE h1  / ets                  MASE h1-18  / ets                  cover80  cover95   CPU ms a forecast");
        foreach (var (name, measure) in methods)
        {
            progress.WriteLine(name);
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            var outcomes = all.Select(measure).ToArray();
            var cpu = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds / (all.Length * Origins);
            int[] Half(int parity) => [.. Enumerable.Range(0, all.Length).Where(i => parity < 0 || i % 2 == parity)];
            double One(int i, Outcome[] of) => of[i].OneStep.Average();
            double Long(int i, Outcome[] of) => of[i].LongRun.DefaultIfEmpty(double.NaN).Average();
            oneStep[name] = (Half(0).Average(i => One(i, outcomes)), Half(1).Average(i => One(i, outcomes)));
            if (name.StartsWith(OneSsa, StringComparison.Ordinal))
                continue;
            foreach (var (half, chosen) in new[] { ("tuning", Half(0)), ("report", Half(1)), ("all", Half(-1)) })
            {
                var (cover80, cover95) = (100 * chosen.Average(i => outcomes[i].Cover80), 100 * chosen.Average(i => outcomes[i].Cover95));
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name,-16}  {half,-6} {chosen.Average(i => One(i, outcomes)),8:0.0000} {Ratio(chosen, i => One(i, outcomes), i => One(i, reference)),22} " +
                    $"{chosen.Average(i => Long(i, outcomes)),12:0.0000} {Ratio(chosen, i => Long(i, outcomes), i => Long(i, reference)),22} " +
                    $"{cover80,9:0.0} {cover95,8:0.0} {(name.StartsWith("R ", StringComparison.Ordinal) ? "" : cpu.ToString("0.00", CultureInfo.InvariantCulture)),10}"));
            }
        }

        var singles = oneStep.Where(pair => pair.Key.StartsWith(OneSsa, StringComparison.Ordinal)).OrderBy(pair => pair.Value.Tuning).ToArray();
        output.WriteLine();
        foreach (var (name, error) in singles.Take(3))
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-18} (window, rank; best of {singles.Length} on the tuning half): report half / R ets {error.Report / oneStep["R ets"].Report:0.000}; ssa / it {oneStep["ssa"].Report / error.Report:0.000}"));
        }

        output.WriteLine();
        await PeerTable.WriteAsync(all, output);
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

    /// <summary>The ratio of two means over series, and the interval of 95% of its bootstrap draws.</summary>
    private static string Ratio(int[] series, Func<int, double> numerator, Func<int, double> denominator)
    {
        var random = new Random(1);
        var (above, below) = (series.Select(numerator).ToArray(), series.Select(denominator).ToArray());
        var draws = new double[Draws];
        for (var draw = 0; draw < Draws; draw++)
        {
            double sum = 0, other = 0;
            for (var i = 0; i < series.Length; i++)
            {
                var at = random.Next(series.Length);
                (sum, other) = (sum + above[at], other + below[at]);
            }

            draws[draw] = sum / other;
        }

        Array.Sort(draws);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{above.Sum() / below.Sum():0.000} [{draws[(int)(0.025 * Draws)]:0.000}, {draws[(int)(0.975 * Draws)]:0.000}]");
    }

    private static Outcome Ours(M3Series series, ForecastOptions options) =>
        Measure(series, origin => Ours(series, origin, origin == 0 ? LongHorizon : 1, options));

    /// <summary>Our forecast of a series so many months before the end of training.</summary>
    public static PeerStep[] Ours(M3Series series, int origin, int horizon, ForecastOptions options)
    {
        var past = series.Values[..(series.Training - origin)];
        var transform = ScaleTransform.LogOrAsinh(past, double.NaN);
        var forecast = (Forecast)Combination.Forecast([.. past.Select(value => transform.Forward(value))], horizon, options);
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
    }

    /// <summary>SSA of the logs around their mean, with one window and rank for all series.</summary>
    private static Outcome Single(M3Series series, int window, int rank) => Measure(series, origin =>
    {
        double[] logs = [.. series.Values.Take(series.Training - origin).Select(value => Math.Log(value))];
        var mean = logs.Average();
        var next = Ssa.Forecast([.. logs.Select(value => value - mean)], window, rank, 1)[0] + mean;
        return [new(Math.Exp(next), double.NaN, double.NaN, double.NaN, double.NaN)];
    });

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
