namespace Tracker.Core.Panel;

/// <summary>
/// How many people of the population a consumer stands for in a month. Without population targets every consumer of a month has the same
/// weight, N* / panel size of that month, with one N* for the whole run: totals do not follow the recruitment of the panel.
/// </summary>
/// <param name="Population">N*: the number of people that the panel stands for, above zero.</param>
public readonly record struct Weighting(double Population)
{
    /// <summary>N* is the panel size of the month that is computed, so that its weighted totals are its raw sums.</summary>
    public static Weighting OfMonth(PanelMonth month) => new(month.ActiveConsumers);

    public double Weight(PanelMonth month) => month.ActiveConsumers == 0 ? 0 : Population / month.ActiveConsumers;
}
