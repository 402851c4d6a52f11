using Tracker.Core.Panel;

namespace Tracker.Core.Decomposition;

/// <summary>How much of the change of single consumers an attribute explains.</summary>
/// <param name="Attribute">Its name.</param>
/// <param name="Epsilon">
/// ε² of the weighted analysis of variance (Kelley 1935): the variance between the values less what as many values of chance would show, over all. 0 or
/// below is nothing.
/// </param>
public readonly record struct AttributeStrength(string Attribute, double Epsilon)
{
    /// <summary>Attributes that a split takes where none are named.</summary>
    public const int Usual = 3;

    /// <summary>Contributors a segment in the mean, at least, for the attributes that are taken together: three times the smallest cell that is shown.</summary>
    public const int LeastContributors = 3 * SmallCells.UsualLeast;

    /// <summary>Half of what is cut off, of the values that are not 0.</summary>
    private const double Tail = 0.005;

    /// <summary>
    /// All attributes, the strongest first, ties by name. Unit: a consumer of the panel in both months; target: the change of what it adds to the
    /// metric, for a ratio A/B <c>(a₁ − R̄b₁)/B̄₁ − (a₀ − R̄b₀)/B̄₀</c>, winsorised at the 0.5% tails of the values that are not 0; weight: the mean of
    /// the two months'.
    /// </summary>
    /// <param name="metric">Whose change.</param>
    /// <param name="before">The first month.</param>
    /// <param name="after">The second.</param>
    /// <param name="columns">The attributes, as they are in the second.</param>
    public static IReadOnlyList<AttributeStrength> Ranked(Metric metric, ConsumerMonth before, ConsumerMonth after, IReadOnlyList<AttributeColumn> columns)
    {
        var stayed = Enumerable.Range(0, after.Weights.Length).Where(i => before.IsActive(i) && after.IsActive(i)).ToArray();
        double[] weights = [.. stayed.Select(i => (before.Weights[i] + after.Weights[i]) / 2)];
        var changes = Changes(metric, before, after, stayed);
        Winsorise(changes);
        return
        [
            .. columns
                .Select(column => new AttributeStrength(column.Name, Between(column, stayed, changes, weights)))
                .OrderByDescending(strength => strength.Epsilon)
                .ThenBy(strength => strength.Attribute, StringComparer.Ordinal),
        ];
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

    private static double[] Changes(Metric metric, ConsumerMonth before, ConsumerMonth after, int[] stayed)
    {
        if (metric.Denominator is not { } denominator)
            return [.. stayed.Select(i => after.Cells[i].Of(metric.Numerator) - before.Cells[i].Of(metric.Numerator))];
        var (a0, b0) = Totals(before);
        var (a1, b1) = Totals(after);
        if (!(b0 > 0 && b1 > 0))
            return new double[stayed.Length];
        var mean = (a0 / b0 + a1 / b1) / 2;
        return [.. stayed.Select(i => Part(after.Cells[i], b1) - Part(before.Cells[i], b0))];

        (double A, double B) Totals(ConsumerMonth month)
        {
            var people = stayed.Sum(i => month.Weights[i]);
            return (stayed.Sum(i => month.Weights[i] * month.Cells[i].Of(metric.Numerator)) / people, stayed.Sum(i => month.Weights[i] * month.Cells[i].Of(denominator)) / people);
        }

        double Part(ConsumerCell cell, double each) => (cell.Of(metric.Numerator) - mean * cell.Of(denominator)) / each;
    }

    private static void Winsorise(double[] changes)
    {
        double[] moved = [.. changes.Where(change => change != 0).Order()];
        if (moved.Length == 0)
            return;
        var cut = (int)(Tail * moved.Length);
        var (low, high) = (Math.Min(0, moved[cut]), Math.Max(0, moved[^(cut + 1)]));
        for (var i = 0; i < changes.Length; i++)
            changes[i] = Math.Clamp(changes[i], low, high);
    }

    private static double Between(AttributeColumn column, int[] stayed, double[] changes, double[] weights)
    {
        var groups = column.Values.Count + 1;
        var (weight, sum, count) = (new double[groups], new double[groups], new int[groups]);
        var (all, total, squares) = (0.0, 0.0, 0.0);
        for (var i = 0; i < stayed.Length; i++)
        {
            var group = column.Codes[stayed[i]] + 1;
            weight[group] += weights[i];
            sum[group] += weights[i] * changes[i];
            count[group]++;
            all += weights[i];
            total += weights[i] * changes[i];
            squares += weights[i] * changes[i] * changes[i];
        }

        var spread = squares - total * (total / all);
        var there = count.Count(one => one > 0);
        if (!(spread > 0) || there < 2 || stayed.Length <= there)
            return 0;
        var between = Enumerable.Range(0, groups).Where(group => weight[group] > 0).Sum(group => sum[group] * (sum[group] / weight[group])) - total * (total / all);
        return (between - (there - 1) * (spread - between) / (stayed.Length - there)) / spread;
    }
}
