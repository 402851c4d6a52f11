using System.Globalization;
using Tracker.Core.Forecasting;
using Tracker.Core.Panel;

namespace Tracker.Benchmarks;

/// <summary>
/// One-step errors of real series with past shocks treated and not: as they are; with one month of a year before the forecast multiplied; and in
/// the months after a change of level. Even series are for tuning, odd series for the report.
/// </summary>
internal static class ShockTrial
{
    private const int Origins = 13;
    private static readonly double[] Factors = [0.5, 0.7, 1.4, 2];

    public static bool Run(TextWriter output, TextWriter notes)
    {
        if (M3.Read() is not { } all)
        {
            notes.WriteLine("forecast_m3 is absent: set TRACKER_SHARED_DATA to the folder that holds it");
            return false;
        }

        output.WriteLine("Mean absolute error in logs one month ahead, past shocks treated / not treated");
        output.WriteLine("| case | tuning half: treated | not | ratio (se) | report half: treated | not | ratio (se) | series with treated months |");
        output.WriteLine("|---|---|---|---|---|---|---|---|");
        Row(output, all, $"as they are, {Origins} origins", values => Enumerable.Range(0, Origins).Select(back => values[..^back]));
        Row(output, all, "a month 12 before × 0.5, 0.7, 1.4 or 2", values => Factors.Select(factor => Multiplied(values, values.Length - 13, values.Length - 12, factor)));
        Row(output, all, "two months 12 and 11 before", values => Factors.Select(factor => Multiplied(values, values.Length - 13, values.Length - 11, factor)));
        Row(output, all, "a month 2 before", values => Factors.Select(factor => Multiplied(values, values.Length - 3, values.Length - 2, factor)));
        foreach (var months in new[] { 1, 2, 3, 4, 6 })
            Row(output, all, $"a new level for {months} months", values => Factors.Select(factor => Multiplied(values, values.Length - 1 - months, values.Length, factor)));
        return true;
    }

    private static double[] Multiplied(double[] values, int from, int to, double factor) =>
        [.. values.Select((value, i) => i >= from && i < to ? factor * value : value)];

    private static void Row(TextWriter output, M3Series[] all, string name, Func<double[], IEnumerable<double[]>> cases)
    {
        var cells = new List<string>();
        var treated = 0;
        foreach (var parity in new[] { 0, 1 })
        {
            var pairs = all.Where((_, i) => i % 2 == parity).SelectMany(series => cases(series.Values)).AsParallel().AsOrdered()
                .Select(values => (With: Error(values, true), Without: Error(values, false))).ToArray();
            var (with, without) = (pairs.Average(pair => pair.With.Error), pairs.Average(pair => pair.Without.Error));
            var ratio = with / without;
            var se = Math.Sqrt(pairs.Average(pair => Math.Pow(pair.With.Error - ratio * pair.Without.Error, 2)) / pairs.Length) / without;
            cells.Add(string.Create(CultureInfo.InvariantCulture, $"{with:0.0000} | {without:0.0000} | {ratio:0.000} ({se:0.000})"));
            treated += pairs.Count(pair => pair.With.Treated);
            if (parity == 1)
                cells.Add(string.Create(CultureInfo.InvariantCulture, $"{100.0 * treated / (2 * pairs.Length):0}%"));
        }

        output.WriteLine($"| {name} | {string.Join(" | ", cells)} |");
    }

    private static (double Error, bool Treated) Error(double[] values, bool treat)
    {
        var transform = ScaleTransform.LogOrAsinh(values, double.NaN);
        var forecast = (Forecast)Combination.Forecast([.. values[..^1].Select(value => transform.Forward(value))], 1, new() { TreatShocks = treat });
        return (Math.Abs(transform.Forward(values[^1]) - forecast.Path[0]), forecast.Treated.Count > 0);
    }
}
