namespace Tracker.Core.Panel;

/// <summary>
/// The cells of a panel against the margins of a month: which category of each margin a cell is in, and what it is to add up to. A cell is
/// inside when it has a consumer and every margin a category for it. The targets are the margins' shares of the people that the consumers inside stand for,
/// population × inside / active, so that those outside can have the mean weight and the total stay the population.
/// </summary>
internal sealed class MarginFit
{
    private readonly int[][] categories; // by margin and cell, −1 outside
    private readonly double[][] targets; // by margin and category

    private MarginFit(double population, int[] consumers, int[][] categories, double[][] targets, IReadOnlyList<MergedCell> merged)
    {
        (Population, Consumers, this.categories, this.targets, Merged) = (population, consumers, categories, targets, merged);
        (AllConsumers, InsideConsumers) = (consumers.Sum(), consumers.Where((_, cell) => IsInside(cell)).Sum());
    }

    public double Population { get; }

    /// <summary>Active consumers by cell.</summary>
    public int[] Consumers { get; }

    public int AllConsumers { get; }

    public int InsideConsumers { get; }

    public IReadOnlyList<MergedCell> Merged { get; }

    public int Margins => categories.Length;

    public bool IsInside(int cell) => categories[0][cell] >= 0;

    /// <summary>Null where no active consumer is inside.</summary>
    /// <exception cref="ArgumentException">The cells lack an attribute of a margin.</exception>
    public static MarginFit? Of(MonthTargets month, CellCounts panel)
    {
        int[] consumers = [.. panel.Cells.Select(cell => cell.Consumers)];
        int[][] categories = [.. month.Margins.Select(margin => Categories(margin, panel))];
        for (var cell = 0; cell < consumers.Length; cell++)
        {
            // A cell without consumers has nothing to adjust, and its weight would run away.
            if (consumers[cell] > 0 && !Array.Exists(categories, margin => margin[cell] < 0))
                continue;
            foreach (var margin in categories)
                margin[cell] = -1;
        }

        var inside = consumers.Where((_, cell) => categories[0][cell] >= 0).Sum();
        if (inside == 0)
            return null;
        var targets = new double[month.Margins.Count][];
        var merged = new List<MergedCell>();
        for (var m = 0; m < targets.Length; m++)
        {
            var margin = month.Margins[m];
            var members = new int[margin.Cells.Count];
            for (var cell = 0; cell < consumers.Length; cell++)
            {
                if (categories[m][cell] >= 0)
                    members[categories[m][cell]] += consumers[cell];
            }

            var (people, list) = CellMerging.Merge(margin, members);
            merged.AddRange(list);
            var share = month.Population / margin.Total * ((double)inside / panel.Consumers);
            targets[m] = [.. people.Select(one => one * share)];
        }

        return new(month.Population, consumers, categories, targets, merged);
    }

    /// <summary>Multiplies the weights of each category of a margin so that they add up to its target. A category whose weights are all 0
    /// stays so.</summary>
    public void Adjust(int margin, double[] weights)
    {
        var sums = Sums(margin, weights);
        for (var cell = 0; cell < weights.Length; cell++)
        {
            var category = categories[margin][cell];
            if (category >= 0 && sums[category] > 0)
                weights[cell] *= targets[margin][category] / sums[category];
        }
    }

    /// <summary>The largest relative difference between a target and its weighted total, over all margins.</summary>
    public double Gap(double[] weights)
    {
        var gap = 0.0;
        for (var m = 0; m < Margins; m++)
        {
            var sums = Sums(m, weights);
            for (var category = 0; category < sums.Length; category++)
            {
                var target = targets[m][category];
                gap = Math.Max(gap, target > 0 ? Math.Abs(sums[category] / target - 1) : sums[category] > 0 ? 1 : 0);
            }
        }

        return gap;
    }

    private double[] Sums(int margin, double[] weights)
    {
        var sums = new double[targets[margin].Length];
        for (var cell = 0; cell < weights.Length; cell++)
        {
            if (categories[margin][cell] >= 0)
                sums[categories[margin][cell]] += Consumers[cell] * weights[cell];
        }

        return sums;
    }

    private static int[] Categories(PopulationMargin margin, CellCounts panel)
    {
        int[] at = [.. margin.Attributes.Select(attribute => IndexOf(panel.Attributes, attribute))];
        var byValues = margin.Cells.Select((cell, index) => (Key: new WeightingCell(cell.Values), index)).ToDictionary(one => one.Key, one => one.index);
        return [.. panel.Cells.Select(cell => byValues.GetValueOrDefault(new([.. at.Select(a => cell.Cell.Values[a])]), -1))];
    }

    private static int IndexOf(IReadOnlyList<string> attributes, string attribute)
    {
        for (var i = 0; i < attributes.Count; i++)
        {
            if (attributes[i] == attribute)
                return i;
        }

        throw new ArgumentException($"attribute {attribute}: the cells have {string.Join(", ", attributes)}", nameof(attributes));
    }
}
