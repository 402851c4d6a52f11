namespace Tracker.Core.Forecasting;

/// <summary>The errors (actual less forecast, on the scale) of one step from rolling origins, oldest first.</summary>
public sealed record Backtest
{
    private readonly int[] targets;
    private readonly double[] errors;

    private Backtest(int[] targets, double[] errors) => (this.targets, this.errors) = (targets, errors);

    /// <summary>The indices of the forecast values in the series, as many as errors.</summary>
    public ReadOnlySpan<int> Targets => targets;

    /// <summary>Finite; values that are missing have no error.</summary>
    public ReadOnlySpan<double> Errors => errors;

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

    /// <summary>The errors of the step, of the last <paramref name="most"/> origins whose value <paramref name="step"/> ahead is
    /// known.</summary>
    /// <param name="paths">Forecasts from rolling origins.</param>
    /// <param name="past">The values that came.</param>
    /// <param name="step">1 for the next value.</param>
    /// <param name="most">At most so many errors.</param>
    public static Backtest Of(RollingPaths paths, PastValues past, int step, int most)
    {
        var targets = new List<int>(most);
        var errors = new List<double>(most);
        for (var origin = past.Length - step; origin >= paths.FirstOrigin && errors.Count < most; origin--)
        {
            var actual = past[origin + step - 1];
            if (double.IsNaN(actual) || !paths.Has(origin))
                continue;
            targets.Add(past.Skipped + origin + step - 1);
            errors.Add(actual - paths.Path(origin)[step - 1]);
        }

        targets.Reverse();
        errors.Reverse();
        return new([.. targets], [.. errors]);
    }

    public bool Equals(Backtest? other) =>
        other is not null && targets.AsSpan().SequenceEqual(other.targets) && errors.AsSpan().SequenceEqual(other.errors);

    public override int GetHashCode() => HashCode.Combine(errors.Length, errors.Length == 0 ? 0 : errors[0]);
}
