namespace Tracker.Core.Daily;

/// <summary>Values of one thing by day, without a gap in time. NaN marks a missing value.</summary>
public sealed record DaySeries
{
    private readonly double[] values;

    /// <exception cref="ArgumentException">A value is infinite.</exception>
    public DaySeries(DateOnly start, IEnumerable<double> values)
    {
        Start = start;
        this.values = [.. values];
        if (Array.FindIndex(this.values, double.IsInfinity) is >= 0 and var at)
            throw new ArgumentException($"value of {start.AddDays(at):yyyy-MM-dd} is infinite", nameof(values));
    }

    public DateOnly Start { get; }

    /// <summary>The day after the last value.</summary>
    public DateOnly End => Start.AddDays(values.Length);

    public int Length => values.Length;

    public ReadOnlySpan<double> Values => values;

    /// <summary>Where a day stands in the values; it may lie outside.</summary>
    public int IndexOf(DateOnly day) => day.DayNumber - Start.DayNumber;

    /// <summary>The values to a day, that day included.</summary>
    public DaySeries Through(DateOnly day) => new(Start, values.Take(Math.Clamp(IndexOf(day) + 1, 0, Length)));

    public bool Equals(DaySeries? other) => other is not null && Start == other.Start && values.AsSpan().SequenceEqual(other.values);

    public override int GetHashCode() => HashCode.Combine(Start, values.Length);
}
