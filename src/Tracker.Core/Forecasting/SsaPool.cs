namespace Tracker.Core.Forecasting;

/// <summary>
/// SSA without a choice of window and rank: the forecasts of all of them, of the values and of their differences, weighted at each origin by the −4th power
/// of the mean squared one-step errors known by then. Where two seasons are known the values are seasonally adjusted first. From 13 months (one season
/// and a period) on.
/// </summary>
public sealed class SsaPool : IForecaster
{
    private const int Ranks = 6;

    /// <summary>Origins before an origin whose one-step errors weight the pool.</summary>
    private const int Memory = 24;

    private const double Power = 4;

    /// <summary>Limits of a step: the range of this many seasons, and a part of its width beyond.</summary>
    private const int RangeSeasons = 3;

    private const double Margin = 0.75;

    public string Name => "ssa";

    public RollingPaths Roll(PastValues past, int firstOrigin, int horizon, int season)
    {
        var windows = Windows(season);
        var candidates = 2 * windows.Length * Ranks;
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

    /// <summary>The paths of all candidates from the end of the values, seasonally adjusted inside and in the season's clothes outside.</summary>
    private static void PoolAt(ReadOnlySpan<double> values, ReadOnlySpan<int> windows, int horizon, int season, Span<double> steps, Span<bool> exists)
    {
        var indices = SeasonalAdjustment.Indices(values, season);
        var adjusted = new double[values.Length];
        var mean = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            adjusted[i] = values[i] - indices[i % season];
            mean += adjusted[i] / values.Length;
        }

        var (lowest, highest) = Limits(adjusted, RangeSeasons * season);
        for (var i = 0; i < adjusted.Length; i++)
            adjusted[i] -= mean;
        var differences = new double[Math.Max(0, adjusted.Length - 1)];
        for (var i = 0; i < differences.Length; i++)
            differences[i] = adjusted[i + 1] - adjusted[i];

        exists.Clear();
        for (var w = 0; w < windows.Length; w++)
        {
            var ranks = Math.Min(Ranks, windows[w] - 1);
            var levels = 2 * w * Ranks;
            var changes = levels + Ranks;
            if (adjusted.Length > 2 * windows[w])
                Ssa.NestedForecasts(adjusted, windows[w], ranks, horizon, lowest - mean, highest - mean, steps[(levels * horizon)..], exists.Slice(levels, ranks));
            if (differences.Length > 2 * windows[w])
            {
                var limit = highest - lowest;
                Ssa.NestedForecasts(differences, windows[w], ranks, horizon, -limit, limit, steps[(changes * horizon)..], exists.Slice(changes, ranks));
                for (var candidate = changes; candidate < changes + ranks; candidate++)
                    Cumulate(steps.Slice(candidate * horizon, horizon), adjusted[^1], lowest - mean, highest - mean);
            }

            for (var candidate = levels; candidate < changes + ranks; candidate++)
            {
                for (var step = 0; step < horizon; step++)
                    steps[candidate * horizon + step] += mean + indices[(values.Length + step) % season];
            }
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

    private static void Cumulate(Span<double> changes, double from, double lowest, double highest)
    {
        foreach (ref var value in changes)
        {
            from = Math.Clamp(from + value, lowest, highest);
            value = from;
        }
    }

    /// <summary>
    /// Each candidate's mean squared error over the rows, divided by the mean of all candidates that stood beside it in the same rows so that one that came late
    /// is compared fairly, to the power −4; equal weights where no error is known.
    /// </summary>
    private static void Weights(double[,] errors, int from, int to, ReadOnlySpan<bool> exists, Span<double> weights)
    {
        var best = double.PositiveInfinity;
        for (var candidate = 0; candidate < weights.Length; candidate++)
        {
            weights[candidate] = exists[candidate] ? RelativeError(errors, from, to, candidate) : double.NaN;
            if (weights[candidate] < best)
                best = weights[candidate];
        }

        var known = double.IsFinite(best);
        var sum = 0.0;
        for (var candidate = 0; candidate < weights.Length; candidate++)
        {
            var relative = weights[candidate];
            weights[candidate] = !exists[candidate] ? 0
                : !known ? 1
                : double.IsNaN(relative) ? 0
                : relative <= best ? 1
                : Math.Pow(best / relative, Power);
            sum += weights[candidate];
        }

        foreach (ref var weight in weights)
            weight = sum > 0 ? weight / sum : 0;
    }

    private static double RelativeError(double[,] errors, int from, int to, int candidate)
    {
        double own = 0, all = 0;
        var rows = 0;
        for (var row = from; row < to; row++)
        {
            if (double.IsNaN(errors[row, candidate]))
                continue;
            var (sum, count) = (0.0, 0);
            for (var other = 0; other < errors.GetLength(1); other++)
            {
                if (double.IsNaN(errors[row, other]))
                    continue;
                sum += errors[row, other];
                count++;
            }

            own += errors[row, candidate];
            all += sum / count;
            rows++;
        }

        return rows == 0 ? double.NaN : all == 0 ? 0 : own / all;
    }
}
