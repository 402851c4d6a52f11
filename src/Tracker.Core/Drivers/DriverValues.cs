using Tracker.Core.Panel;

namespace Tracker.Core.Drivers;

/// <summary>The values of an attribute with what each adds to the change.</summary>
internal static class DriverValues
{
    /// <summary>By size of contribution. The interval is of a linearised weighted mean over consumers, both months of a consumer together.</summary>
    public static IReadOnlyList<DriverValue> Of(ValueGroups values, double[] change, double[] weights, AttributedChanges changes)
    {
        var (bins, groups) = (values.Attribute.Column.Bins, values.Groups);
        var sums = new Sum[values.Count];
        for (var row = 0; row < bins.Length; row++)
        {
            ref var sum = ref sums[groups[bins[row]]];
            sum.Add(weights[row], change[row]);
            sum.Before.Add(weights[row], changes.Before?[row] ?? 0, changes.BeforeBase?[row] ?? 1);
            sum.After.Add(weights[row], changes.After?[row] ?? 0, changes.AfterBase?[row] ?? 1);
        }

        var (total, squaredWeights) = (sums.Sum(sum => sum.Weight), weights.Sum(weight => weight * weight));
        return
        [
            .. sums
                .Select((sum, group) => (sum, group))
                .Where(one => one.sum.Weight > 0)
                .Select(one => ValueOf(values.LabelOf(one.group), one.sum, total, squaredWeights, bins.Length, changes.Before is not null))
                .OrderByDescending(value => Math.Abs(value.Contribution))
                .ThenBy(value => value.Value, StringComparer.Ordinal),
        ];
    }

    private static DriverValue ValueOf(string label, Sum sum, double total, double squaredWeights, int rows, bool hasMonths)
    {
        var contribution = sum.Change / total;
        // Σ w²(1·d − c)² over all consumers, where 1 is 0 for those who have another value.
        var squares = sum.Squares - 2 * contribution * sum.SquaredWeightChange + contribution * contribution * squaredWeights;
        var error = Math.Sqrt(Math.Max(0, squares) * rows / (rows - 1.0)) / total;
        return new(
            label,
            sum.Consumers,
            sum.Weight / total,
            hasMonths ? sum.Before.Ratio : null,
            hasMonths ? sum.After.Ratio : null,
            sum.Change / sum.Weight,
            contribution,
            contribution - NormalInterval.Half95 * error,
            contribution + NormalInterval.Half95 * error);
    }

    private struct Sum
    {
        public int Consumers;
        public double Weight;
        public double Change;
        public WeightedRatio Before;
        public WeightedRatio After;

        /// <summary>Of w²d².</summary>
        public double Squares;

        /// <summary>Of w²d.</summary>
        public double SquaredWeightChange;

        public void Add(double weight, double change)
        {
            Consumers++;
            Weight += weight;
            Change += weight * change;
            Squares += weight * weight * change * change;
            SquaredWeightChange += weight * weight * change;
        }
    }

    private struct WeightedRatio
    {
        private double numerator;
        private double denominator;

        /// <summary>Null where there is nothing to divide by.</summary>
        public readonly double? Ratio => denominator == 0 ? null : numerator / denominator;

        public void Add(double weight, double value, double over)
        {
            numerator += weight * value;
            denominator += weight * over;
        }
    }
}
