namespace Tracker.Core.Forecasting;

/// <summary>
/// The values of a series on its scale, as they are known at each origin. It starts with the first value that is there; a gap is filled at
/// every origin anew from what lies before that origin, so a backtest sees no more than a forecast made then.
/// </summary>
public sealed class PastValues
{
    private readonly double[] values;
    private readonly bool hasGaps;
    private readonly int season;

    /// <param name="values">Values on the scale, NaN where missing; infinite values are refused.</param>
    /// <param name="season">Periods in a season.</param>
    /// <exception cref="ArgumentException">A value is infinite.</exception>
    public PastValues(ReadOnlySpan<double> values, int season)
    {
        var first = 0;
        while (first < values.Length && double.IsNaN(values[first]))
            first++;
        this.values = values[first..].ToArray();
        this.season = season;
        Skipped = first;
        foreach (var value in this.values)
        {
            if (double.IsInfinity(value))
                throw new ArgumentException("a value is infinite", nameof(values));
            if (double.IsNaN(value))
                hasGaps = true;
            else
                Observed++;
        }
    }

    /// <summary>Missing values before the first one; origins and indices count from the first one.</summary>
    public int Skipped { get; }

    /// <summary>Values from the first one on, gaps included.</summary>
    public int Length => values.Length;

    /// <summary>Values that are not missing.</summary>
    public int Observed { get; }

    /// <summary>The value at an index, NaN where missing.</summary>
    public double this[int index] => values[index];

    /// <summary>The values before an origin, gaps filled (<see cref="GapFilling"/>).</summary>
    public ReadOnlySpan<double> Before(int origin) =>
        hasGaps ? GapFilling.Fill(values.AsSpan(0, origin), season) : values.AsSpan(0, origin);
}
