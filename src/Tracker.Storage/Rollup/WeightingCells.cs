using Tracker.Core.Panel;

namespace Tracker.Storage.Rollup;

/// <summary>From a month on, a consumer is in a cell, until the consumer's next spell.</summary>
internal readonly record struct CellSpell(int Consumer, DateOnly FromMonth, int Cell);

/// <summary>Which weighting cell every consumer is in, month by month. A value counts from the month in which it becomes valid.</summary>
internal sealed class WeightingCells
{
    /// <summary>Without population targets all are in cell 0.</summary>
    public static readonly WeightingCells None = new([], [new([])], []);

    /// <param name="attributes">Of the targets, in ordinal order.</param>
    /// <param name="values">By number of the cell; in cell 0 nothing is known.</param>
    /// <param name="spells">In the order of consumer and month; nobody is in cell 0 but before a first spell or by one.</param>
    public WeightingCells(IReadOnlyList<string> attributes, IReadOnlyList<WeightingCell> values, IReadOnlyList<CellSpell> spells) =>
        (Attributes, Values, Spells) = (attributes, values, spells);

    public IReadOnlyList<string> Attributes { get; }

    public IReadOnlyList<WeightingCell> Values { get; }

    public IReadOnlyList<CellSpell> Spells { get; }

    /// <summary>Cells from what is known of the consumers. New combinations of values get the next numbers, in their order.</summary>
    /// <param name="attributes">Of the targets, in ordinal order.</param>
    /// <param name="known">Cells that have numbers already; empty for none.</param>
    /// <param name="rows">What holds of a consumer from a day on, in the order of consumer and day.</param>
    public static WeightingCells Of(
        IReadOnlyList<string> attributes, IReadOnlyList<WeightingCell> known, IReadOnlyList<(int Consumer, DateOnly From, WeightingCell Values)> rows)
    {
        List<WeightingCell> values = known.Count > 0 ? [.. known] : [new([.. attributes.Select(_ => (string?)null)])];
        var numbers = values.Select((cell, number) => (cell, number)).ToDictionary(one => one.cell, one => one.number);
        foreach (var cell in rows.Select(row => row.Values).Distinct().Where(cell => !numbers.ContainsKey(cell)).Order(WeightingCell.Order).ToArray())
        {
            numbers.Add(cell, values.Count);
            values.Add(cell);
        }

        var spells = new List<CellSpell>();
        foreach (var (consumer, from, cell) in rows)
        {
            var spell = new CellSpell(consumer, from == DateOnly.MinValue ? from : Month.Of(from).FirstDay, numbers[cell]);
            if (spells.Count > 0 && spells[^1].Consumer == consumer && spells[^1].FromMonth == spell.FromMonth)
                spells.RemoveAt(spells.Count - 1); // of two in a month, the later holds
            var before = spells.Count > 0 && spells[^1].Consumer == consumer ? spells[^1].Cell : 0;
            if (spell.Cell != before)
                spells.Add(spell);
        }

        return new(attributes, values, spells);
    }

    /// <summary>The number of a cell.</summary>
    /// <exception cref="KeyNotFoundException">No cell has these values.</exception>
    public int NumberOf(WeightingCell cell)
    {
        for (var number = 0; number < Values.Count; number++)
        {
            if (Values[number].Equals(cell))
                return number;
        }

        throw new KeyNotFoundException($"no weighting cell is {cell}");
    }

    /// <summary>The cell of every consumer in a month; null where all are in cell 0.</summary>
    /// <param name="month">The month.</param>
    /// <param name="consumers">Those numbered from here on are left out.</param>
    public int[]? InMonth(Month month, int consumers)
    {
        if (Attributes.Count == 0)
            return null;
        var cells = new int[consumers];
        foreach (var spell in Spells)
        {
            if (spell.FromMonth <= month.FirstDay && spell.Consumer < consumers)
                cells[spell.Consumer] = spell.Cell;
        }

        return cells;
    }
}
