using System.Globalization;
using Tracker.Core.Forecasting;
using Tracker.Core.Movers;
using Tracker.Core.Panel;

namespace Tracker.Benchmarks;

/// <summary>Shifts of the last month of half of 200 real series: how well |CII| tells them from the others.</summary>
internal static class ShiftTrial
{
    private const int Plantings = 20;
    private static readonly double[] Sizes = [0.1, 0.2, 0.3];

    public static bool Run(TextWriter output, TextWriter notes)
    {
        if (M3.Read() is not { } all)
        {
            notes.WriteLine("forecast_m3 is absent: set TRACKER_SHARED_DATA to the folder that holds it");
            return false;
        }

        var residuals = all.Select(Residual).ToArray();
        output.WriteLine($"Shifts up or down of the last month of {all.Length / 2} of {all.Length} series, {Plantings} random plantings");
        output.WriteLine("| shift | AUC of \\|CII\\| | its sd | precision at k |");
        output.WriteLine("|---|---|---|---|");
        foreach (var size in Sizes)
        {
            var random = new Random(1);
            var (auc, precision) = (new Estimate(), new Estimate());
            for (var planting = 0; planting < Plantings; planting++)
            {
                var planted = new bool[all.Length];
                foreach (var i in Enumerable.Range(0, all.Length).OrderBy(_ => random.NextDouble()).Take(all.Length / 2).ToArray())
                    planted[i] = true;
                var moved = residuals.Select((one, i) =>
                    planted[i] ? one with { Residual = one.Residual + Math.Log(1 + (random.Next(2) == 0 ? -size : size)) } : one);
                double[] scores = [.. ConsumerImpactIndex.Of([.. moved], Dependence.Positive).Impacts.Select(impact => Math.Abs(impact.Cii))];
                auc.Add(Auc(scores, planted));
                precision.Add(Enumerable.Range(0, scores.Length).OrderByDescending(i => scores[i]).Take(all.Length / 2).Average(i => planted[i] ? 1.0 : 0.0));
            }

            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| ±{100 * size:0}% | {auc.Mean:0.000} | {auc.Sd:0.000} | {precision.Mean:0.00} |"));
        }

        return true;
    }

    private static ResidualSeries Residual(M3Series series)
    {
        var (past, actual) = (series.Values[..^1], series.Values[^1]);
        var transform = ScaleTransform.LogOrAsinh(past, actual);
        var forecast = (Forecast)Combination.Forecast([.. past.Select(value => transform.Forward(value))], 1, ForecastOptions.Default);
        return new(0, double.NaN, transform.Forward(actual) - forecast.Path[0], forecast.SeasonSeen, forecast.OneStep.Errors.ToArray());
    }

    /// <summary>The share of pairs of a planted and another series in which the planted one scores higher; ties count half.</summary>
    private static double Auc(double[] scores, bool[] planted)
    {
        var (wins, pairs) = (0.0, 0);
        for (var i = 0; i < scores.Length; i++)
        {
            for (var j = 0; j < scores.Length; j++)
            {
                if (!planted[i] || planted[j])
                    continue;
                pairs++;
                wins += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
            }
        }

        return wins / pairs;
    }
}
