namespace Tracker.Core.Forecasting;

/// <summary>
/// SSA without a choice of window and rank: the forecasts of all of them, of the values and of their differences, weighted at each origin
/// by a power of the mean squared one-step errors known by then. Where two seasons are known the values are seasonally adjusted first.
/// From one season and a period on. The constants were chosen on half of the series of the benchmark and reported on the other
/// (docs/methods/forecasting.md).
/// </summary>
public sealed class SsaPool : IForecaster
{
    private const int Ranks = 4;

    /// <summary>A rank is tried only with so many values to each of its directions: recurrences from few values run away.</summary>
    private const double ValuesPerRank = 6.5;

    /// <summary>Origins before an origin whose one-step errors weight the pool.</summary>
    private const int Memory = 36;

    /// <summary>Weights are the mean squared error to the power of minus this.</summary>
    private const double Power = 6;

    /// <summary>Each mean squared error counts this many errors of the pool's mean besides: a few lucky errors do not decide.</summary>
    private const double PriorErrors = 4;

    /// <summary>Limits of a step: the range of this many seasons, and a part of its width beyond.</summary>
    private const int RangeSeasons = 3;

    private const double Margin = 0.75;

    public string Name => "ssa";

    public RollingPaths Roll(PastValues past, int firstOrigin, int horizon, int season)
    {
        var windows = Windows(season);
        var candidates = 2 * windows.Length * Ranks + 1;
        var paths = new RollingPaths(firstOrigin, past.Length, horizon);
        var start = Math.Max(season + 1, firstOrigin - Memory);
        var errors = new double[Math.Max(0, past.Length - start), candidates]; // squared, one step; NaN where there is none
        var steps = new double[candidates * horizon];
        var exists = new bool[candidates];
        var weights = new double[candidates];
        var path = new double[horizon];
        for (var origin = start; origin <= past.Length; origin++)
        {
            var ahead = origin < firstOrigin ? 1 : horizon;
            PoolAt(past.Before(origin), windows, ahead, season, steps, exists);
            if (origin >= firstOrigin)
            {
                Weights(errors, Math.Max(0, origin - start - Memory), origin - start, exists, weights);
                Array.Clear(path);
                for (var candidate = 0; candidate < candidates; candidate++)
                {
                    for (var step = 0; step < horizon && weights[candidate] > 0; step++)
                        path[step] += weights[candidate] * steps[candidate * ahead + step];
                }

                paths.Set(origin, path);
            }

            for (var candidate = 0; candidate < candidates && origin < past.Length; candidate++)
            {
                var error = exists[candidate] ? past[origin] - steps[candidate * ahead] : double.NaN;
                errors[origin - start, candidate] = error * error;
            }
        }

        return paths;
    }

    /// <summary>Half, one and two seasons: 6, 12 and 24 months.</summary>
    private static int[] Windows(int season) => [.. new[] { (season + 1) / 2, season, 2 * season }.Select(window => Math.Max(window, 3)).Distinct()];

    /// <summary>The paths of all candidates from the end of the values, seasonally adjusted inside and in the season's clothes
    /// outside.</summary>
    private static void PoolAt(ReadOnlySpan<double> values, ReadOnlySpan<int> windows, int horizon, int season, Span<double> steps, Span<bool> exists)
    {
        var indices = SeasonalAdjustment.ShrunkIndices(values, season);
        var adjusted = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
            adjusted[i] = values[i] - indices[i % season];

        // Measured from the last value: SSA draws its signal to zero, so forecasts lean to where the series is, not to where it has been.
        var last = adjusted[^1];
        for (var i = 0; i < adjusted.Length; i++)
            adjusted[i] -= last;
        var differences = new double[adjusted.Length - 1];
        for (var i = 0; i < differences.Length; i++)
            differences[i] = adjusted[i + 1] - adjusted[i];
        var (lowest, highest) = Limits(adjusted, RangeSeasons * season);

        exists.Clear();
        for (var w = 0; w < windows.Length; w++)
        {
            var ranks = Math.Min(Math.Min(Ranks, windows[w] - 1), Math.Max(1, (int)(values.Length / ValuesPerRank)));
            var levels = 2 * w * Ranks;
            var changes = levels + Ranks;
            if (adjusted.Length > 2 * windows[w])
                Ssa.NestedForecasts(adjusted, windows[w], ranks, horizon, lowest, highest, steps[(levels * horizon)..], exists.Slice(levels, ranks));
            if (differences.Length > 2 * windows[w])
            {
                var widest = highest - lowest;
                Ssa.NestedForecasts(differences, windows[w], ranks, horizon, -widest, widest, steps[(changes * horizon)..], exists.Slice(changes, ranks));
                for (var candidate = changes; candidate < changes + ranks; candidate++)
                    Cumulate(steps.Slice(candidate * horizon, horizon), lowest, highest);
            }
        }

        // Differences of rank zero: no change.
        steps.Slice((exists.Length - 1) * horizon, horizon).Clear();
        exists[^1] = true;
        for (var candidate = 0; candidate < exists.Length; candidate++)
        {
            for (var step = 0; step < horizon && exists[candidate]; step++)
                steps[candidate * horizon + step] += last + indices[(values.Length + step) % season];
        }
    }

    private static (double Lowest, double Highest) Limits(ReadOnlySpan<double> values, int length)
    {
        double least = double.PositiveInfinity, most = double.NegativeInfinity;
        foreach (var value in values[Math.Max(0, values.Length - length)..])
            (least, most) = (Math.Min(least, value), Math.Max(most, value));
        var margin = Margin * (most - least);
        return (least - margin, most + margin);
    }

    private static void Cumulate(Span<double> changes, double lowest, double highest)
    {
        var from = 0.0;
        foreach (ref var value in changes)
        {
            from = Math.Clamp(from + value, lowest, highest);
            value = from;
        }
    }

    /// <summary>
    /// Each candidate's mean squared error over the rows, divided by the mean of all candidates that stood beside it in the same rows so
    /// that one that came late is compared fairly, to the power −6; equal weights where no error is known.
    /// </summary>
    private static void Weights(double[,] errors, int from, int to, ReadOnlySpan<bool> exists, Span<double> weights)
    {
        Span<double> rowMeans = stackalloc double[to - from];
        for (var row = from; row < to; row++)
            rowMeans[row - from] = RowMean(errors, row);

        var sum = 0.0;
        for (var candidate = 0; candidate < weights.Length; candidate++)
        {
            weights[candidate] = exists[candidate] ? Math.Pow(RelativeError(errors, from, rowMeans, candidate), -Power) : 0;
            sum += weights[candidate];
        }

        foreach (ref var weight in weights)
            weight /= sum;
    }

    /// <summary>1 for the mean of the pool; never below the part that the assumed errors hold.</summary>
    private static double RelativeError(double[,] errors, int from, ReadOnlySpan<double> rowMeans, int candidate)
    {
        double own = 0, all = 0;
        var rows = 0;
        for (var i = 0; i < rowMeans.Length; i++)
        {
            if (double.IsNaN(errors[from + i, candidate]))
                continue;
            own += errors[from + i, candidate];
            all += rowMeans[i];
            rows++;
        }

        var assumed = PriorErrors * all / Math.Max(1, rows);
        return all > 0 ? (own + assumed) / (all + assumed) : 1;
    }

    private static double RowMean(double[,] errors, int row)
    {
        var (sum, count) = (0.0, 0);
        for (var candidate = 0; candidate < errors.GetLength(1); candidate++)
        {
            if (double.IsNaN(errors[row, candidate]))
                continue;
            sum += errors[row, candidate];
            count++;
        }

        return count == 0 ? 0 : sum / count;
    }
}
