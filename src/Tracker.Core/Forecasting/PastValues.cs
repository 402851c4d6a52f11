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
    private readonly IReadOnlyList<PastShock> shocks;
    private readonly Dictionary<int, double[]> filled = [];

    /// <param name="values">Values on the scale, NaN where missing; infinite values are refused.</param>
    /// <param name="season">Periods in a season.</param>
    /// <param name="treatShocks">Whether past shocks are left out of what is seen (<see cref="PastShocks"/>).</param>
    /// <exception cref="ArgumentException">A value is infinite.</exception>
    public PastValues(ReadOnlySpan<double> values, int season, bool treatShocks = false)
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

        shocks = treatShocks ? PastShocks.Find(this.values, season) : [];
    }

    /// <summary>The shocks, their places and origins counted from the first value; a shock has its value here and is missing in what is
    /// seen.</summary>
    public IReadOnlyList<PastShock> Shocks => shocks;

    /// <summary>Missing values before the first one; origins and indices count from the first one.</summary>
    public int Skipped { get; }

    /// <summary>Values from the first one on, gaps included.</summary>
    public int Length => values.Length;

    /// <summary>Values that are not missing.</summary>
    public int Observed { get; }

    /// <summary>The value at an index, NaN where missing.</summary>
    public double this[int index] => values[index];

    /// <summary>The value at an index as it is seen from an origin: NaN where it is missing or a shock that was known by then.</summary>
    public double Seen(int index, int origin)
    {
        foreach (var shock in shocks)
        {
            if (shock.Index == index && shock.KnownFrom <= origin)
                return double.NaN;
        }

        return values[index];
    }

    /// <summary>Whether a shock is known from this origin on: what was seen before it has changed.</summary>
    public bool SeesAnew(int origin) => shocks.Any(shock => shock.KnownFrom == origin);

    /// <summary>The values before an origin, gaps filled (<see cref="GapFilling"/>), shocks that were known by then among them.</summary>
    public ReadOnlySpan<double> Before(int origin)
    {
        var known = 0;
        while (known < shocks.Count && shocks[known].KnownFrom <= origin)
            known++;
        if (!hasGaps && known == 0)
            return values.AsSpan(0, origin);
        if (filled.TryGetValue(origin, out var before))
            return before;
        var seen = values[..origin];
        foreach (var shock in shocks.Take(known))
            seen[shock.Index] = double.NaN;
        return filled[origin] = GapFilling.Fill(seen, season);
    }
}
