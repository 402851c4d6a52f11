using Tracker.Synthetic.Consumers;

namespace Tracker.Synthetic.Scenarios;

/// <summary>The cells of the population by its attributes, every combination of their values, and the share of each.</summary>
internal sealed record TargetCells(IReadOnlyList<string[]> Values, double[] Shares)
{
    /// <summary>Consumers that a cell counts in addition to those of the panel, so that none of the population's is empty.</summary>
    private const double Prior = 0.5;

    /// <summary>The make-up of all consumers whose values are known, tilted as the scenario says.</summary>
    public static TargetCells Of(PopulationTargets targets, Population population)
    {
        int[] attributes = [.. targets.Attributes.Select(name => PanelAttribute.All.ToList().FindIndex(attribute => attribute.Name == name))];
        var counts = new double[attributes.Aggregate(1, (cells, attribute) => cells * population.Attributes[attribute].Levels.Count)];
        Array.Fill(counts, Prior);
        for (var consumer = 0; consumer < population.Count; consumer++)
        {
            var cell = 0;
            foreach (var attribute in attributes)
            {
                var level = population.Reported(consumer, attribute);
                cell = cell < 0 || level == Population.Unknown ? -1 : cell * population.Attributes[attribute].Levels.Count + level;
            }

            if (cell >= 0)
                counts[cell]++;
        }

        string[][] values = [.. Enumerable.Range(0, counts.Length).Select(cell => ValuesOf(cell, attributes, population))];
        for (var cell = 0; cell < counts.Length; cell++)
        {
            foreach (var (attribute, value, factor) in targets.Tilt)
                counts[cell] *= values[cell][targets.Attributes.ToList().IndexOf(attribute)] == value ? factor : 1;
        }

        var total = counts.Sum();
        return new(values, [.. counts.Select(count => count / total)]);
    }

    /// <summary>Whole people by cell that add up to all of them: what is left over goes to the largest remainders.</summary>
    public long[] People(long all)
    {
        long[] people = [.. Shares.Select(share => (long)(share * all))];
        var left = all - people.Sum();
        foreach (var cell in Enumerable.Range(0, people.Length).OrderByDescending(cell => Shares[cell] * all - people[cell]).Take((int)left))
            people[cell]++;
        return people;
    }

    private static string[] ValuesOf(int cell, int[] attributes, Population population)
    {
        var values = new string[attributes.Length];
        for (var a = attributes.Length - 1; a >= 0; a--)
        {
            var levels = population.Attributes[attributes[a]].Levels;
            (cell, var level) = Math.DivRem(cell, levels.Count);
            values[a] = levels[level];
        }

        return values;
    }
}
