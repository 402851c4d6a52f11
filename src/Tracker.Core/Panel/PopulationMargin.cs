namespace Tracker.Core.Panel;

/// <summary>A table of the population by some attributes: a joint table, or one of several marginal ones.</summary>
public sealed record PopulationMargin
{
    /// <exception cref="ArgumentException">
    /// No attribute, an attribute or a cell that stands twice, a cell that has not a value for each attribute, people that are negative or
    /// not finite, or nobody at all.
    /// </exception>
    public PopulationMargin(IReadOnlyList<string> attributes, IReadOnlyList<PopulationCell> cells)
    {
        var name = string.Join(" × ", attributes);
        if (attributes.Count == 0 || attributes.Distinct().Count() < attributes.Count)
            throw new ArgumentException($"population by {name}: expected one attribute or more, each once", nameof(attributes));
        foreach (var cell in cells)
        {
            if (cell.Values.Count != attributes.Count)
                throw new ArgumentException($"population by {name}: expected {attributes.Count} values, got {cell.Values.Count}", nameof(cells));
            if (!double.IsFinite(cell.People) || cell.People < 0)
                throw new ArgumentException($"population by {name}: expected 0 people or more, got {cell.People}", nameof(cells));
        }

        if (cells.Select(cell => new WeightingCell(cell.Values)).Distinct().Count() < cells.Count)
            throw new ArgumentException($"population by {name}: expected each cell once", nameof(cells));
        Total = cells.Sum(cell => cell.People);
        if (Total is not (> 0 and < double.PositiveInfinity))
            throw new ArgumentException($"population by {name}: expected people, got {Total}", nameof(cells));
        (Attributes, Cells) = (attributes, [.. cells.OrderBy(cell => new WeightingCell(cell.Values), WeightingCell.Order)]);
    }

    public IReadOnlyList<string> Attributes { get; }

    /// <summary>In ordinal order of their values, in whatever order they came.</summary>
    public IReadOnlyList<PopulationCell> Cells { get; }

    /// <summary>The people of all cells.</summary>
    public double Total { get; }
}
