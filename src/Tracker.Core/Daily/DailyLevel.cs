using Tracker.Core.Forecasting;

namespace Tracker.Core.Daily;

/// <summary>The path of a daily series without week, year and holidays: the mean of a recurrent SSA forecast and of exponential smoothing.</summary>
internal static class DailyLevel
{
    /// <summary>Window and rank of the SSA.</summary>
    public const int Window = 91, Rank = 3;

    private const int TuningDays = 730, TuningHorizon = 30, StartDays = 28;
    private const int RangeDays = 365, MeanDays = 28;
    private const double Margin = 0.5; // of the width of the range of four-week means
    private static readonly double[] Alphas = [0.005, 0.01, 0.02, 0.04, 0.08, 0.15, 0.3];

    /// <param name="values">More than 2 × 91, none missing.</param>
    /// <param name="horizon">Days.</param>
    public static double[] Forecast(ReadOnlySpan<double> values, int horizon)
    {
        var sums = new double[values.Length + 1];
        for (var i = 0; i < values.Length; i++)
            sums[i + 1] = sums[i] + values[i];
        var (lowest, highest) = Limits(sums);
        var paths = new double[Rank * horizon];
        Span<bool> exists = stackalloc bool[Rank];
        Ssa.NestedForecasts(values, Window, Rank, horizon, lowest, highest, paths, exists);
        var level = Smoothed(values, sums);
        var mean = paths[((Rank - 1) * horizon)..];
        for (var step = 0; step < horizon; step++)
            mean[step] = (mean[step] + level) / 2;
        return mean;
    }

    /// <summary>The range of the four-week means of the last year, and half its width to both sides.</summary>
    private static (double Lowest, double Highest) Limits(double[] sums)
    {
        var (lowest, highest) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var end = sums.Length - 1; end >= Math.Max(MeanDays, sums.Length - RangeDays); end--)
        {
            var mean = (sums[end] - sums[end - MeanDays]) / MeanDays;
            (lowest, highest) = (Math.Min(lowest, mean), Math.Max(highest, mean));
        }

        return (lowest - Margin * (highest - lowest), highest + Margin * (highest - lowest));
    }

    /// <summary>The level by the alpha whose levels came nearest to the mean of the 30 days that followed, over the last two years.</summary>
    private static double Smoothed(ReadOnlySpan<double> values, double[] sums)
    {
        var (best, least) = (0.0, double.PositiveInfinity);
        foreach (var alpha in Alphas)
        {
            var level = sums[StartDays] / StartDays;
            var squares = 0.0;
            for (var day = StartDays; day < values.Length; day++)
            {
                level += alpha * (values[day] - level);
                var next = day + 1;
                if (next + TuningHorizon > values.Length || next < values.Length - TuningDays)
                    continue;
                var error = (sums[next + TuningHorizon] - sums[next]) / TuningHorizon - level;
                squares += error * error;
            }

            if (squares < least)
                (best, least) = (level, squares);
        }

        return best;
    }
}
