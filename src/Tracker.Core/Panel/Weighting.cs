namespace Tracker.Core.Panel;

/// <summary>
/// How many people of the population a consumer stands for, month by month. Without population targets every consumer of a month has the same
/// weight, N* / panel size of that month, with one N* for the whole run: totals do not follow the recruitment of the panel. With targets the
/// weight is that of the consumer's cell in the month: post-stratification to one table of the population, raking to several.
/// </summary>
public sealed record Weighting
{
    /// <summary>The same weight for every consumer of a month.</summary>
    /// <param name="population">N*: the number of people that the panel stands for, not negative.</param>
    public Weighting(double population)
    {
        if (!double.IsFinite(population) || population < 0)
            throw new ArgumentOutOfRangeException(nameof(population), population, "population: expected 0 people or more");
        Population = population;
    }

    private Weighting(PopulationTargets targets) => Targets = targets;

    /// <summary>N*; null where targets say how many people there are in each month.</summary>
    public double? Population { get; }

    /// <summary>Null where every consumer of a month has the same weight.</summary>
    public PopulationTargets? Targets { get; }

    /// <summary>N* is the panel size of the month that is computed, so that its weighted totals are its raw sums.</summary>
    public static Weighting OfMonth(PanelMonth month) => new(month.ActiveConsumers);

    /// <summary>The population of the targets, by cell.</summary>
    public static Weighting To(PopulationTargets targets) => new(targets);

    /// <summary>The weights of a month.</summary>
    /// <exception cref="ArgumentException">The month's cells are of other attributes than the targets'.</exception>
    public CellWeights Of(PanelMonth month)
    {
        if (Targets is null)
            return CellWeights.Uniform(Population!.Value, month.ActiveConsumers);
        var targets = Targets.At(month.Month);
        var panel = month.Counts(Targets.Attributes);
        if (panel.Consumers == 0)
            return CellWeights.OutsideOf(targets.Population, month.ActiveConsumers);
        return targets.Margins is [var table] ? PostStratification.Weights(table, panel) : Raking.Weights(targets, panel);
    }
}
