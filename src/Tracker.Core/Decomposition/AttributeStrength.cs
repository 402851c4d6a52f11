using Tracker.Core.Drivers;
using Tracker.Core.Panel;

namespace Tracker.Core.Decomposition;

/// <summary>How much of the change of single consumers an attribute explains.</summary>
/// <param name="Attribute">Its name.</param>
/// <param name="Epsilon">
/// ε² of the change (<see cref="EpsilonSquared"/>). 0 or below is nothing.
/// </param>
public readonly record struct AttributeStrength(string Attribute, double Epsilon)
{
    /// <summary>Attributes that a split takes where none are named.</summary>
    public const int Usual = 3;

    /// <summary>Contributors a segment in the mean, at least, for the attributes that are taken together: three times the smallest cell that is shown.</summary>
    public const int LeastContributors = 3 * SmallCells.UsualLeast;

    /// <summary>
    /// All attributes, the strongest first, ties by name. Unit, target and values are those of drivers: a consumer of the panel in both months, the winsorised change of what it
    /// adds to the metric (<see cref="MetricChange"/>), the attribute's values as candidates are made of them; who has no value takes no part.
    /// </summary>
    /// <param name="metric">Whose change.</param>
    /// <param name="before">The first month.</param>
    /// <param name="after">The second.</param>
    /// <param name="columns">The attributes, as they are in the second.</param>
    public static IReadOnlyList<AttributeStrength> Ranked(Metric metric, ConsumerMonth before, ConsumerMonth after, IReadOnlyList<AttributeColumn> columns)
    {
        var changes = MetricChange.Of(metric, MetricChain.Of(metric, visits: true), before, after, columns, least: 0)?.Consumers;
        double[] target = changes is null ? [] : Winsorised.Of([.. changes.Change]).Values, weights = [.. changes?.Weights ?? []];
        return
        [
            .. columns
                .Select((column, i) => new AttributeStrength(column.Name, changes is null ? 0 : Of(changes.Attributes[i])))
                .OrderByDescending(strength => strength.Epsilon)
                .ThenBy(strength => strength.Attribute, StringComparer.Ordinal),
        ];

        double Of(AttributeColumn column) => AttributePreparation.Of(column).Candidate is { } candidate ? EpsilonSquared.Of(candidate.Column, target, weights) : 0;
    }

    /// <summary>The strongest that together make few enough segments: up to three that explain something, and one in any case.</summary>
    /// <param name="ranked">From <see cref="Ranked"/>.</param>
    /// <param name="columns">The same attributes.</param>
    /// <param name="month">Whose segments.</param>
    /// <param name="contributors">Consumers of the month who add to the metric's denominator.</param>
    public static IReadOnlyList<string> Choose(
        IReadOnlyList<AttributeStrength> ranked, IReadOnlyList<AttributeColumn> columns, ConsumerMonth month, int contributors)
    {
        var byName = columns.ToDictionary(column => column.Name);
        var chosen = new List<string>();
        foreach (var (name, epsilon) in ranked)
        {
            if (chosen.Count == Usual || (chosen.Count > 0 && epsilon <= 0))
                break;
            var segmentation = new Segmentation([.. chosen, name]);
            segmentation.Of(month, [.. segmentation.Attributes.Select(attribute => byName[attribute])]);
            if (segmentation.Keys.Count <= Math.Min(ChangeSplit.MostShown, Math.Max(2, contributors / LeastContributors)))
                chosen.Add(name);
        }

        return chosen;
    }
}
