namespace Tracker.Core.Drivers;

/// <summary>The values of an attribute as they are shown: each its own, or with others as one, "other".</summary>
internal sealed class ValueGroups
{
    private readonly ValueSize[] bins;
    private readonly HashSet<int> merged;

    private ValueGroups(Candidate attribute, ValueSize[] bins, HashSet<int> merged)
    {
        (Attribute, this.bins, this.merged, Groups) = (attribute, bins, merged, new int[bins.Length]);
        Own = [.. Enumerable.Range(0, bins.Length).Where(bin => !merged.Contains(bin))];
        Array.Fill(Groups, Own.Length);
        for (var group = 0; group < Own.Length; group++)
            Groups[Own[group]] = group;
    }

    public Candidate Attribute { get; }

    /// <summary>The bin of each group but "other", which is the last.</summary>
    public int[] Own { get; }

    public int Count => Own.Length + (merged.Count > 0 ? 1 : 0);

    /// <summary>By bin.</summary>
    public int[] Groups { get; }

    /// <summary>
    /// Small values are one group, with as many of the next smallest as it takes to have two values and not to be small, so that none comes out by subtraction.
    /// </summary>
    /// <param name="attribute">What is shown.</param>
    /// <param name="sizes">Of each consumer.</param>
    /// <param name="least">k.</param>
    public static ValueGroups Of(Candidate attribute, ValueSize[] sizes, int least)
    {
        var bins = new ValueSize[attribute.Labels.Count];
        for (var row = 0; row < sizes.Length; row++)
            bins[attribute.Column.Bins[row]] += sizes[row];
        return new ValueGroups(attribute, bins, []).Merging([.. Enumerable.Range(0, bins.Length).Where(bin => bins[bin].IsSmall(least))], least);
    }

    /// <summary>The same with more bins in "other", and with these what it takes.</summary>
    public ValueGroups Merging(IEnumerable<int> more, int least)
    {
        HashSet<int> all = [.. merged, .. more];
        if (all.Count > 0 && Attribute.LastValues > 1)
            all.Add(bins.Length - 1); // there is one "other"
        var sum = all.Aggregate(default(ValueSize), (sum, bin) => sum + bins[bin]);
        foreach (var bin in Rising.Where(bin => !all.Contains(bin)).ToArray())
        {
            if (all.Count == 0 || (all.Count > 1 && !sum.IsSmall(least)))
                break;
            all.Add(bin);
            sum += bins[bin];
        }

        return new(Attribute, bins, all);
    }

    public string LabelOf(int group) =>
        group < Own.Length ? Attribute.Labels[Own[group]] : $"other ({merged.Sum(Attribute.ValuesOf)} values)";

    /// <summary>The bin that fewest have of some groups that are not "other"; null where there is none.</summary>
    public int? Smallest(IEnumerable<int> some)
    {
        var own = some.Where(group => group < Own.Length).Select(group => Own[group]).ToHashSet();
        return Rising.Where(own.Contains).Select(bin => (int?)bin).FirstOrDefault();
    }

    /// <summary>Bins that someone has, by how many.</summary>
    private IEnumerable<int> Rising =>
        Enumerable.Range(0, bins.Length).Where(bin => bins[bin].Consumers > 0).OrderBy(bin => bins[bin].Consumers).ThenBy(bin => bin);
}
