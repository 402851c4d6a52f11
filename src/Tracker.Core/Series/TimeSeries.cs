using Tracker.Core.Panel;

namespace Tracker.Core.Series;

/// <summary>Values of one thing by month, without a gap in time. NaN marks a missing value, here and nowhere else.</summary>
public sealed record TimeSeries
{
    private readonly double[] values;

    /// <exception cref="ArgumentException">A value is infinite.</exception>
    public TimeSeries(Month start, IEnumerable<double> values)
    {
        Start = start;
        this.values = [.. values];
        if (Array.FindIndex(this.values, double.IsInfinity) is >= 0 and var at)
            throw new ArgumentException($"value of {start + at} is infinite", nameof(values));
    }

    public Month Start { get; }

    public ReadOnlySpan<double> Values => values;

    public int Length => values.Length;

    public Month MonthAt(int index) => Start + index;

    /// <summary>The part before <paramref name="month"/>: all that a forecast of that month may see.</summary>
    public TimeSeries Before(Month month) => new(Start, values.Take(Math.Clamp(month - Start, 0, Length)));

    public bool Equals(TimeSeries? other) => other is not null && Start == other.Start && values.AsSpan().SequenceEqual(other.values);

    public override int GetHashCode() => HashCode.Combine(Start, values.Length);
}
