namespace Tracker.Core.Panel;

/// <summary>One month of the panel: its size and the sums of every sector, unweighted.</summary>
/// <param name="Month">The calendar month.</param>
/// <param name="ActiveConsumers">
/// The panel size: consumers with any event in this month or the two before. It is known at the time, and a slump does not remove the
/// people who slumped.
/// </param>
/// <param name="BySector">The sums, in the order of <see cref="PanelHistory.Sectors"/>.</param>
public sealed record PanelMonth(Month Month, int ActiveConsumers, IReadOnlyList<Measures> BySector)
{
    /// <summary>Who joined, left and stayed since the month before; null for the first month of a panel.</summary>
    public PanelFlow? Flow { get; init; }

    /// <summary>The month by weighting cell; empty where there are no population targets. The cells add up to the month.</summary>
    public IReadOnlyList<PanelCell> Cells { get; init; } = [];

    /// <summary>A month as the sum of its cells.</summary>
    /// <param name="month">The calendar month.</param>
    /// <param name="sectors">How many sectors every cell has sums of.</param>
    /// <param name="cells">In any order.</param>
    public static PanelMonth OfCells(Month month, int sectors, IReadOnlyList<PanelCell> cells)
    {
        var sums = new Measures[sectors];
        foreach (var cell in cells)
        {
            for (var sector = 0; sector < sectors; sector++)
                sums[sector] += cell.BySector[sector];
        }

        return new(month, cells.Sum(cell => cell.ActiveConsumers), sums) { Cells = [.. cells.OrderBy(cell => cell.Cell, WeightingCell.Order)] };
    }

    /// <summary>The active consumers by cell.</summary>
    internal CellCounts Counts(IReadOnlyList<string> attributes) =>
        new(attributes, [.. Cells.Select(cell => new CellCount(cell.Cell, cell.ActiveConsumers))]);
}
