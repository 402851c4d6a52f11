using Tracker.Core.Decomposition;

namespace Tracker.Core.Drivers;

/// <summary>The values of an attribute with what each adds to the change.</summary>
internal static class DriverValues
{
    /// <summary>Half the width of the 95% interval in standard errors.</summary>
    private const double Normal95 = 1.959963984540054;

    /// <summary>
    /// By size of contribution. The interval is of a linearised weighted mean over consumers, both months of a consumer together. Values with fewer than
    /// <paramref name="minConsumers"/>, or small by <see cref="AttributedChanges.Sizes"/>, are one value, with as many of the next as it takes to have two values and not to be
    /// small, so that none comes out by subtraction.
    /// </summary>
    public static IReadOnlyList<DriverValue> Of(Candidate attribute, double[] change, double[] weights, AttributedChanges changes, int minConsumers)
    {
        var bins = attribute.Column.Bins;
        var (groups, labels) = Grouped(attribute, changes.Sizes, minConsumers);
        var sums = new Sum[labels.Count];
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
                .Select(one => ValueOf(labels[one.group], one.sum, total, squaredWeights, bins.Length, changes.Before is not null))
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
            contribution - Normal95 * error,
            contribution + Normal95 * error);
    }

    /// <summary>The group of each bin, and what groups are called.</summary>
    private static (int[] Groups, List<string> Labels) Grouped(Candidate attribute, IReadOnlyList<CellSizes>? sizes, int least)
    {
        var (counts, bySize) = (new int[attribute.Labels.Count], new CellSizes[attribute.Labels.Count]);
        var bins = attribute.Column.Bins;
        for (var row = 0; row < bins.Length; row++)
        {
            counts[bins[row]]++;
            if (sizes is not null)
                bySize[bins[row]] += sizes[row];
        }

        int[] rising = [.. Enumerable.Range(0, counts.Length).Where(bin => counts[bin] > 0).OrderBy(bin => counts[bin]).ThenBy(bin => bin)];
        var merged = rising.Where(bin => IsSmall(counts[bin], bySize[bin])).ToHashSet();
        foreach (var bin in rising.Where(bin => !merged.Contains(bin)).ToArray())
        {
            if (merged.Count == 0 || (merged.Count > 1 && !IsSmall(merged.Sum(one => counts[one]), merged.Aggregate(default(CellSizes), (sum, one) => sum + bySize[one]))))
                break;
            merged.Add(bin);
        }

        var (groups, labels) = (new int[counts.Length], new List<string>());
        for (var bin = 0; bin < counts.Length; bin++)
        {
            if (merged.Contains(bin))
                continue;
            groups[bin] = labels.Count;
            labels.Add(attribute.Labels[bin]);
        }

        if (merged.Count > 0)
            labels.Add($"other ({merged.Count} values)");
        foreach (var bin in merged)
            groups[bin] = labels.Count - 1;
        return (groups, labels);

        bool IsSmall(int consumers, CellSizes size) => consumers < least || size.IsSmall(least);
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
