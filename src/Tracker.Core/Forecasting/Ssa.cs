namespace Tracker.Core.Forecasting;

/// <summary>
/// Singular spectrum analysis (Golyandina, Nekrutkin and Zhigljavsky 2001): the windows of a series are the columns of its trajectory
/// matrix X, L × K with K = n − L + 1; the eigenvectors of XXᵀ split the series into parts that add up to it, and give the recurrence by
/// which it goes on.
/// </summary>
public static class Ssa
{
    /// <summary>A recurrence is used while the vertical part ν² of its eigenvectors stays below this: at 1 it does not exist.</summary>
    private const double MostVertical = 1 - 1e-9;

    /// <summary>The lag covariance XXᵀ, L × L row by row, of a series of n > 2L values; each diagonal follows from its first
    /// element.</summary>
    public static void LagCovariance(ReadOnlySpan<double> values, int window, Span<double> covariance)
    {
        var columns = values.Length - window + 1;
        for (var lag = 0; lag < window; lag++)
        {
            var sum = 0.0;
            for (var k = 0; k < columns; k++)
                sum += values[k] * values[k + lag];
            for (var i = 0; i + lag < window; i++)
            {
                covariance[i * window + i + lag] = covariance[(i + lag) * window + i] = sum;
                if (i + lag + 1 < window)
                    sum += values[i + columns] * values[i + lag + columns] - values[i] * values[i + lag];
            }
        }
    }

    /// <summary>The part of the series that one eigenvector carries; the parts of all L of them add up to the series.</summary>
    /// <param name="values">n values.</param>
    /// <param name="vector">An eigenvector of the lag covariance, of length L.</param>
    /// <returns>n values, the means over the antidiagonals of U Uᵀ X.</returns>
    public static double[] Reconstruct(ReadOnlySpan<double> values, ReadOnlySpan<double> vector)
    {
        var part = new double[values.Length];
        Span<int> counts = new int[values.Length];
        for (var k = 0; k + vector.Length <= values.Length; k++)
        {
            var score = Dot(values.Slice(k, vector.Length), vector);
            for (var i = 0; i < vector.Length; i++)
            {
                part[k + i] += score * vector[i];
                counts[k + i]++;
            }
        }

        for (var i = 0; i < part.Length; i++)
            part[i] /= counts[i];
        return part;
    }

    /// <summary>The recurrent forecast of one window and rank.</summary>
    /// <param name="values">More than 2 × window values, none missing.</param>
    /// <param name="window">L, at least 2.</param>
    /// <param name="rank">Eigenvectors taken as signal, below L.</param>
    /// <param name="horizon">Steps.</param>
    /// <exception cref="ArgumentException">The series is too short for the window, or the rank too large.</exception>
    public static double[] Forecast(ReadOnlySpan<double> values, int window, int rank, int horizon)
    {
        if (window < 2 || values.Length <= 2 * window || rank < 1 || rank >= window)
            throw new ArgumentException($"window {window} and rank {rank} of {values.Length} values: expected n > 2L and 1 ≤ rank < L");
        var paths = new double[rank * horizon];
        Span<bool> exists = stackalloc bool[rank];
        NestedForecasts(values, window, rank, horizon, double.NegativeInfinity, double.PositiveInfinity, paths, exists);
        return paths[((rank - 1) * horizon)..];
    }

    /// <summary>
    /// The recurrent forecasts of ranks 1 to <paramref name="ranks"/> from one decomposition: signal, recurrence and ν² of a rank are
    /// those of the rank below plus one eigenvector. Steps are kept inside the given limits.
    /// </summary>
    /// <param name="values">More than 2 × window values.</param>
    /// <param name="window">L.</param>
    /// <param name="ranks">The largest rank, below L.</param>
    /// <param name="horizon">Steps.</param>
    /// <param name="lowest">Limit of each step.</param>
    /// <param name="highest">Limit of each step.</param>
    /// <param name="paths">ranks × horizon, filled row by row.</param>
    /// <param name="exists">False for a rank whose recurrence does not exist; its path takes the last signal value.</param>
    public static void NestedForecasts(
        ReadOnlySpan<double> values, int window, int ranks, int horizon, double lowest, double highest, Span<double> paths, Span<bool> exists)
    {
        Span<double> covariance = new double[window * window];
        LagCovariance(values, window, covariance);
        Span<double> eigenvalues = stackalloc double[window];
        Span<double> vectors = new double[ranks * window];
        SymmetricEigen.Leading(covariance, window, ranks, eigenvalues, vectors);

        var memory = window - 1; // terms of the recurrence
        Span<double> signal = stackalloc double[memory];
        Span<double> recurrence = stackalloc double[memory];
        Span<double> state = new double[memory + horizon];
        signal.Clear();
        recurrence.Clear();
        var vertical = 0.0;
        for (var rank = 1; rank <= ranks; rank++)
        {
            var vector = vectors.Slice((rank - 1) * window, window);
            AddTail(values, vector, signal);
            var last = vector[memory];
            vertical += last * last;
            for (var i = 0; i < memory; i++)
                recurrence[i] += last * vector[i];

            exists[rank - 1] = vertical < MostVertical;
            var scale = exists[rank - 1] ? 1 / (1 - vertical) : 0;
            signal.CopyTo(state);
            for (var step = 0; step < horizon; step++)
            {
                var next = exists[rank - 1] ? scale * Dot(recurrence, state.Slice(step, memory)) : signal[^1];
                next = next < lowest ? lowest : next > highest ? highest : next;
                state[memory + step] = next;
                paths[(rank - 1) * horizon + step] = next;
            }
        }
    }

    /// <summary>Adds the last L − 1 values of the part of one eigenvector: only the last L − 1 columns of X reach them.</summary>
    private static void AddTail(ReadOnlySpan<double> values, ReadOnlySpan<double> vector, Span<double> tail)
    {
        var window = vector.Length;
        for (var back = 1; back < window; back++) // the column that ends `back − 1` values before the end
        {
            var score = Dot(values.Slice(values.Length - window - back + 1, window), vector);
            for (var i = 0; i < window; i++)
            {
                var toEnd = window - i + back - 1; // 1 is the last value; it lies in 1 column, the one before in 2 …
                if (toEnd < window)
                    tail[window - 1 - toEnd] += score * vector[i] / toEnd;
            }
        }
    }

    private static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var sum = 0.0;
        for (var i = 0; i < left.Length; i++)
            sum += left[i] * right[i];
        return sum;
    }
}
