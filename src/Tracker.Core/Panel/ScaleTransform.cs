namespace Tracker.Core.Panel;

/// <summary>The way from a value to its scale, g, and back. Every value that <see cref="Forward(double)"/> takes has a finite image, and
/// the other way round.</summary>
public readonly record struct ScaleTransform
{
    private const double LargestExponent = 690; // e^690 is 1e299: all that comes back is finite

    private ScaleTransform(Scale scale, double unit, double trials) => (Scale, Unit, Trials) = (scale, unit, trials);

    public Scale Scale { get; }

    /// <summary>u of the asinh scale, above zero; 1 on the others.</summary>
    public double Unit { get; }

    /// <summary>n of the logit scale with which a forecast is turned back into a share; infinite on the others.</summary>
    public double Trials { get; }

    public static ScaleTransform Log { get; } = new(Scale.Log, 1, double.PositiveInfinity);

    /// <summary>The logit scale of shares of n effective trials, n above zero.</summary>
    public static ScaleTransform Logit(double trials) => trials > 0
        ? new(Scale.Logit, 1, trials)
        : throw new ArgumentOutOfRangeException(nameof(trials), trials, "trials: expected above 0");

    /// <summary>The asinh scale in units of the median of |x|, of those that are not zero where the median is, and of 1 where all
    /// are.</summary>
    /// <param name="values">Fitted values, NaN where missing.</param>
    public static ScaleTransform Asinh(ReadOnlySpan<double> values)
    {
        var magnitudes = new List<double>();
        foreach (var value in values)
        {
            if (!double.IsNaN(value))
                magnitudes.Add(Math.Abs(value));
        }

        var unit = Median.Of(magnitudes) ?? 0;
        if (unit == 0)
            unit = Median.Of(magnitudes.Where(magnitude => magnitude > 0)) ?? 1;
        return new(Scale.Asinh, unit, double.PositiveInfinity);
    }

    /// <summary>The log scale when all values are above zero, else the asinh scale.</summary>
    /// <param name="fitted">Values of the fit, NaN where missing.</param>
    /// <param name="actual">The value to be scored: a scale that cannot express it is of no use. NaN for none.</param>
    public static ScaleTransform LogOrAsinh(ReadOnlySpan<double> fitted, double actual)
    {
        var positive = !(actual <= 0);
        foreach (var value in fitted)
            positive &= !(value <= 0);
        return positive ? Log : Asinh(fitted);
    }

    public double Forward(double value) => Forward(value, Trials);

    /// <summary>The image of a value; on the logit scale of a share of n trials: <c>logit((v·n + ½) / (n + 1))</c>. NaN (missing) stays
    /// NaN.</summary>
    public double Forward(double value, double trials) => Scale switch
    {
        Scale.Logit when double.IsPositiveInfinity(trials) => Math.Log(value / (1 - value)),
        Scale.Logit => Math.Log((value * trials + 0.5) / ((1 - value) * trials + 0.5)),
        Scale.Asinh => Math.Asinh(value / Unit),
        _ => Math.Log(value),
    };

    /// <summary>The value of an image; a share comes back between 0 and 1.</summary>
    public double Back(double image)
    {
        var bounded = Math.Clamp(image, -LargestExponent, LargestExponent);
        switch (Scale)
        {
            case Scale.Logit:
                var share = 1 / (1 + Math.Exp(-bounded));
                return double.IsPositiveInfinity(Trials) ? share : Math.Clamp((share * (Trials + 1) - 0.5) / Trials, 0, 1);
            case Scale.Asinh:
                return Math.Clamp(Unit * Math.Sinh(bounded), -double.MaxValue, double.MaxValue);
            default:
                return Math.Exp(bounded);
        }
    }
}
