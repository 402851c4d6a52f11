namespace Tracker.Core.Drivers;

/// <summary>Changes with the few extreme ones drawn in, so that one consumer does not make a driver.</summary>
/// <param name="Values">In the order given.</param>
/// <param name="Low">No value is below.</param>
/// <param name="High">No value is above.</param>
public sealed record Winsorised(double[] Values, double Low, double High)
{
    /// <summary>The share of non-zero values that is drawn in at each end.</summary>
    public const double Tail = 0.005;

    /// <summary>
    /// At the 0.5% tails of the non-zero values: where few people buy, the plain tails are both 0. Zero stays zero. The limits are order statistics with
    /// ⌊0.005·n⌋ of n non-zero values beyond them.
    /// </summary>
    public static Winsorised Of(ReadOnlySpan<double> values)
    {
        var sorted = Array.FindAll(values.ToArray(), value => value != 0);
        if (sorted.Length == 0)
            return new(values.ToArray(), 0, 0);
        Array.Sort(sorted);
        var beyond = (int)(Tail * sorted.Length);
        var (low, high) = (sorted[beyond], sorted[^(beyond + 1)]);
        return new(Array.ConvertAll(values.ToArray(), value => value == 0 ? 0 : Math.Clamp(value, low, high)), low, high);
    }
}
