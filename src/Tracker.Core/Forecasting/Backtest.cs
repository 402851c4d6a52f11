namespace Tracker.Core.Forecasting;

/// <summary>The errors (actual less forecast, on the scale) of one step from rolling origins, oldest first.</summary>
public sealed record Backtest
{
    private readonly int[] targets;
    private readonly double[] errors;
    private readonly double[] magnitudes;

    private Backtest(int[] targets, double[] errors, double[] magnitudes) =>
        (this.targets, this.errors, this.magnitudes) = (targets, errors, magnitudes);

    /// <summary>The indices of the forecast values in the series, as many as errors.</summary>
    public ReadOnlySpan<int> Targets => targets;

    /// <summary>Finite; values that are missing have no error.</summary>
    public ReadOnlySpan<double> Errors => errors;

    /// <summary>The absolute errors at today's size: each times the ratio of the <see cref="LocalScale"/> at the end of the series to that
    /// at its origin. Errors that come out of the same row in any order are what a band asks for.</summary>
    public ReadOnlySpan<double> Magnitudes => magnitudes;

    public int Count => errors.Length;

    /// <summary>Null without errors.</summary>
    public double? RootMeanSquare
    {
        get
        {
            var sum = 0.0;
            foreach (var error in errors)
                sum += error * error;
            return errors.Length == 0 ? null : Math.Sqrt(sum / errors.Length);
        }
    }

    /// <summary>The errors of a backtest that was made before.</summary>
    /// <exception cref="ArgumentException">They are not as many, or one is not finite.</exception>
    public static Backtest Of(IReadOnlyList<int> targets, IReadOnlyList<double> errors, IReadOnlyList<double> magnitudes) =>
        targets.Count == errors.Count && errors.Count == magnitudes.Count && errors.All(double.IsFinite) && magnitudes.All(double.IsFinite)
            ? new([.. targets], [.. errors], [.. magnitudes])
            : throw new ArgumentException($"expected as many finite errors and magnitudes as targets, got {errors.Count} and {magnitudes.Count} for {targets.Count}", nameof(errors));

    /// <summary>The errors of the step, of the last <paramref name="most"/> origins whose value <paramref name="step"/> ahead is
    /// known.</summary>
    /// <param name="paths">Forecasts from rolling origins.</param>
    /// <param name="past">The values that came.</param>
    /// <param name="step">1 for the next value.</param>
    /// <param name="most">At most so many errors.</param>
    public static Backtest Of(RollingPaths paths, PastValues past, int step, int most)
    {
        // Newest first; those beyond `most` only tell how large errors were when the others came.
        var origins = new List<int>(2 * most);
        var errors = new List<double>(2 * most);
        for (var origin = past.Length - step; origin >= paths.FirstOrigin && errors.Count < 2 * most; origin--)
        {
            var actual = past[origin + step - 1];
            if (double.IsNaN(actual) || !paths.Has(origin))
                continue;
            origins.Add(origin);
            errors.Add(actual - paths.Path(origin)[step - 1]);
        }

        var count = Math.Min(most, errors.Count);
        var meanSquare = errors.Take(count).Sum(error => error * error / count);
        var now = LocalScale.At(origins, errors, step, past.Length, meanSquare, most);
        var magnitudes = new double[count];
        for (var i = 0; i < count; i++)
        {
            var then = LocalScale.At(origins, errors, step, origins[i], meanSquare, most);
            magnitudes[count - 1 - i] = Math.Abs(errors[i]) * (then > 0 ? now / then : 1);
        }

        return new(
            [.. origins.Take(count).Reverse().Select(origin => past.Skipped + origin + step - 1)],
            [.. errors.Take(count).Reverse()],
            magnitudes);
    }

    public bool Equals(Backtest? other) =>
        other is not null && targets.AsSpan().SequenceEqual(other.targets) && errors.AsSpan().SequenceEqual(other.errors) &&
        magnitudes.AsSpan().SequenceEqual(other.magnitudes);

    public override int GetHashCode() => HashCode.Combine(errors.Length, errors.Length == 0 ? 0 : errors[0]);
}
