namespace Tracker.Core.Panel;

/// <summary>What the panel is weighted to, for every month.</summary>
public sealed record PopulationTargets
{
    /// <exception cref="ArgumentException">No month, or one that stands twice.</exception>
    public PopulationTargets(IReadOnlyList<MonthTargets> months)
    {
        if (months.Count == 0 || months.DistinctBy(one => one.Month).Count() < months.Count)
            throw new ArgumentException("population targets: expected one month or more, each once", nameof(months));
        Months = [.. months.OrderBy(one => one.Month)];
        Attributes = [.. months.SelectMany(one => one.Margins).SelectMany(margin => margin.Attributes).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<MonthTargets> Months { get; }

    /// <summary>Every attribute of every margin, in ordinal order: the values of a <see cref="WeightingCell"/> stand in it.</summary>
    public IReadOnlyList<string> Attributes { get; }

    /// <summary>The targets of the month, or of the nearest month that has them; of two equally near, the earlier, for it was known
    /// first.</summary>
    public MonthTargets At(Month month) => Months.MinBy(one => (Math.Abs(one.Month - month), one.Month))!;
}
