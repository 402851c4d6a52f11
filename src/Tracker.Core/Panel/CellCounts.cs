namespace Tracker.Core.Panel;

/// <summary>The active consumers of a month by weighting cell. A cell without any may be left out.</summary>
public sealed record CellCounts
{
    /// <exception cref="ArgumentException">A cell that has not a value for each attribute, that stands twice, or a negative count.</exception>
    public CellCounts(IReadOnlyList<string> attributes, IReadOnlyList<CellCount> cells)
    {
        var seen = new HashSet<WeightingCell>();
        foreach (var (cell, consumers) in cells)
        {
            if (cell.Values.Count != attributes.Count)
                throw new ArgumentException($"cell {cell}: expected a value of each of {string.Join(", ", attributes)}", nameof(cells));
            if (consumers < 0)
                throw new ArgumentException($"cell {cell}: expected 0 consumers or more, got {consumers}", nameof(cells));
            if (!seen.Add(cell))
                throw new ArgumentException($"cell {cell} stands twice", nameof(cells));
        }

        (Attributes, Cells, Consumers) = (attributes, cells, cells.Sum(cell => cell.Consumers));
    }

    public IReadOnlyList<string> Attributes { get; }

    public IReadOnlyList<CellCount> Cells { get; }

    /// <summary>All of them: the panel size.</summary>
    public int Consumers { get; }
}
