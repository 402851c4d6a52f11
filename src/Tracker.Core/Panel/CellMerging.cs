namespace Tracker.Core.Panel;

/// <summary>
/// Cells of the population in which no consumer is active give their people to the nearest cell that has one. Nearest is the cell that
/// differs in the fewest attributes; of those, the one at the smallest distance, where an attribute whose values sort naturally counts its
/// steps as a share of all its steps and any other counts 1; of those, the one with the most people; of those, the first in ordinal order.
/// </summary>
internal static class CellMerging
{
    /// <summary>The people of each cell after merging, 0 in those that were merged away, and the list of these.</summary>
    /// <param name="margin">The table of the population.</param>
    /// <param name="consumers">Active consumers by cell of the margin; at least one cell has some.</param>
    public static (double[] People, IReadOnlyList<MergedCell> Merged) Merge(PopulationMargin margin, ReadOnlySpan<int> consumers)
    {
        double[] people = [.. margin.Cells.Select(cell => cell.People)];
        var merged = new List<MergedCell>();
        CategoryOrder?[] orders = [.. margin.Attributes.Select((_, a) => CategoryOrder.Of(margin.Cells.Select(cell => cell.Values[a])))];
        for (var empty = 0; empty < people.Length; empty++)
        {
            if (consumers[empty] > 0 || margin.Cells[empty].People == 0)
                continue;
            var nearest = Nearest(margin, orders, empty, consumers);
            people[nearest] += people[empty];
            people[empty] = 0;
            merged.Add(new(margin.Attributes, margin.Cells[empty].Values, margin.Cells[nearest].Values, margin.Cells[empty].People));
        }

        return (people, merged);
    }

    private static int Nearest(PopulationMargin margin, CategoryOrder?[] orders, int empty, ReadOnlySpan<int> consumers)
    {
        var (best, bestKey) = (-1, default((int, double, double)));
        for (var other = 0; other < consumers.Length; other++)
        {
            if (consumers[other] == 0)
                continue;
            var (differing, distance) = Apart(margin.Cells[empty].Values, margin.Cells[other].Values, orders);
            var key = (differing, distance, -margin.Cells[other].People);
            if (best < 0 || key.CompareTo(bestKey) < 0)
                (best, bestKey) = (other, key);
        }

        return best;
    }

    private static (int Differing, double Distance) Apart(IReadOnlyList<string> one, IReadOnlyList<string> other, CategoryOrder?[] orders)
    {
        var (differing, distance) = (0, 0.0);
        for (var a = 0; a < orders.Length; a++)
        {
            if (one[a] == other[a])
                continue;
            differing++;
            distance += orders[a]?.Distance(one[a], other[a]) ?? 1;
        }

        return (differing, distance);
    }
}
