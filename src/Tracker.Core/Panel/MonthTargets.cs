namespace Tracker.Core.Panel;

/// <summary>The population of one month: one joint table, or several marginal ones.</summary>
public sealed record MonthTargets
{
    /// <exception cref="ArgumentException">No margin, or two by the same attributes.</exception>
    public MonthTargets(Month month, IReadOnlyList<PopulationMargin> margins)
    {
        var byName = margins.ToLookup(margin => string.Join(" × ", margin.Attributes.Order(StringComparer.Ordinal)));
        if (margins.Count == 0 || byName.Count < margins.Count)
            throw new ArgumentException($"population of {month}: expected one table or more, each by other attributes", nameof(margins));
        (Month, Margins) = (month, [.. byName.OrderBy(margin => margin.Key, StringComparer.Ordinal).Select(margin => margin.Single())]);
    }

    public Month Month { get; }

    /// <summary>In ordinal order of their attributes: the order in which tables came decides nothing.</summary>
    public IReadOnlyList<PopulationMargin> Margins { get; }

    /// <summary>The people of the first margin. Margins with another total contradict it.</summary>
    public double Population => Margins[0].Total;
}
