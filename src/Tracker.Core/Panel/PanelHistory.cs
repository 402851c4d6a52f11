using Tracker.Core.Daily;

namespace Tracker.Core.Panel;

/// <summary>The months of a panel without a gap, oldest first: all that the tracking of movers reads.</summary>
public sealed record PanelHistory
{
    /// <param name="sectors">In the order in which months have their sums.</param>
    /// <param name="months">Oldest first.</param>
    /// <param name="targets">The population that the panel is weighted to; null for none.</param>
    /// <exception cref="ArgumentException">
    /// No month, a gap between months, a month without a sum for every sector, or cells that are not those of the targets or do not add up to
    /// their month.
    /// </exception>
    public PanelHistory(IReadOnlyList<Sector> sectors, IReadOnlyList<PanelMonth> months, PopulationTargets? targets = null)
    {
        if (months.Count == 0)
            throw new ArgumentException("a panel has at least one month", nameof(months));
        for (var i = 0; i < months.Count; i++)
        {
            if (months[i].Month != months[0].Month + i)
                throw new ArgumentException($"months follow each other: expected {months[0].Month + i}, got {months[i].Month}", nameof(months));
            if (months[i].BySector.Count != sectors.Count)
                throw new ArgumentException($"{months[i].Month}: expected {sectors.Count} sectors, got {months[i].BySector.Count}", nameof(months));
            CheckCells(months[i], targets);
        }

        Sectors = sectors;
        Months = months;
        Targets = targets;
    }

    public IReadOnlyList<Sector> Sectors { get; }

    public IReadOnlyList<PanelMonth> Months { get; }

    public PopulationTargets? Targets { get; }

    /// <summary>The days of the same panel, without targets as the sums of one consumer; null where months are all that is known.</summary>
    public DailyHistory? Daily { get; init; }

    public Month First => Months[0].Month;

    public Month Last => Months[^1].Month;

    /// <summary>The days to one in the unit of its month's totals: without targets times the panel size of the month before, which is known on every day. Null
    /// where there are none.</summary>
    public DailyHistory? DaysTo(DateOnly day)
    {
        var month = Month.Of(day);
        if (!(Daily?.First <= day) || month <= First)
            return null;
        return Daily.Scaled(day, Targets is null ? Months[month - 1 - First].ActiveConsumers : 1);
    }

    private static void CheckCells(PanelMonth month, PopulationTargets? targets)
    {
        if (month.Cells.Count == 0)
            return;
        if (month.Cells.Any(cell => cell.Cell.Values.Count != targets?.Attributes.Count || cell.BySector.Count != month.BySector.Count))
            throw new ArgumentException($"{month.Month}: expected cells of {string.Join(", ", targets?.Attributes ?? [])} with sums of every sector", nameof(month));
        var sum = PanelMonth.OfCells(month.Month, month.BySector.Count, month.Cells);
        if (sum.ActiveConsumers != month.ActiveConsumers || !sum.BySector.SequenceEqual(month.BySector))
            throw new ArgumentException($"{month.Month}: expected cells that add up to the month", nameof(month));
    }
}
