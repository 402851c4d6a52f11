namespace Tracker.Core.Movers;

/// <summary>A named series of a plain table, without sector or metric.</summary>
public sealed record PlainSeries
{
    /// <param name="name">As in the table.</param>
    /// <param name="start">The place of the first value on the table's common row of periods (months or days), from 0.</param>
    /// <param name="values">One for each period from the start on, NaN where missing.</param>
    /// <exception cref="ArgumentException">An infinite value.</exception>
    public PlainSeries(string name, int start, IReadOnlyList<double> values)
    {
        if (values.Any(double.IsInfinity))
            throw new ArgumentException($"series {name}: a value is infinite", nameof(values));
        (Name, Start, Values) = (name, start, values);
    }

    public string Name { get; }

    public int Start { get; }

    public IReadOnlyList<double> Values { get; }

    /// <summary>The value of a period; NaN where there is none.</summary>
    public double At(int period) => period >= Start && period - Start < Values.Count ? Values[period - Start] : double.NaN;
}
