namespace Tracker.Core.Panel;

/// <summary>
/// Weights from one joint table of the population: <c>weight = people of the cell / active consumers of the cell</c> (Holt and Smith 1979).
/// Cells without an active consumer are merged with the nearest; cells in which nobody of the population is get weight 0.
/// </summary>
public static class PostStratification
{
    /// <param name="table">The population by cell.</param>
    /// <param name="panel">The active consumers by cell, of the table's attributes or more.</param>
    /// <exception cref="ArgumentException">The panel's cells lack an attribute of the table.</exception>
    public static CellWeights Weights(PopulationMargin table, CellCounts panel)
    {
        if (MarginFit.Of(new(default, [table]), panel) is not { } fit)
            return CellWeights.OutsideOf(table.Total, panel.Consumers);
        var weights = Enumerable.Repeat(1.0, panel.Cells.Count).ToArray();
        fit.Adjust(0, weights);
        return CellWeights.Fitted(fit, weights, WeightingOutcome.Exact, fit.Gap(weights), trimmed: 0);
    }
}
