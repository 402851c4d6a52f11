using Tracker.Core.Decomposition;

namespace Tracker.Core.Drivers;

/// <summary>Values of attributes that can be shown beside each other, so that nothing told of a few can be found by subtraction.</summary>
internal static class SafeValues
{
    private const int Nowhere = -1, Several = -2;

    /// <summary>
    /// The groups of each attribute. Small values are together, and with them as many more as it takes that nothing small is left of a group when the groups of another attribute
    /// that lie wholly within it are taken off: of a region less all its stores but the one that few go to. Several groups of one attribute less several of another, and three
    /// attributes together, are not looked for.
    /// </summary>
    /// <param name="attributes">Of the same consumers.</param>
    /// <param name="sizes">How much of a value each consumer is; null to count consumers alone.</param>
    /// <param name="least">k; up to 1 nothing is hidden.</param>
    public static ValueGroups[] Of(IReadOnlyList<Candidate> attributes, IReadOnlyList<CellSizes>? sizes, int least)
    {
        var consumers = attributes.Count == 0 ? 0 : attributes[0].Column.Bins.Length;
        ValueSize[] rows = [.. Enumerable.Range(0, consumers).Select(row => new ValueSize(1, sizes?[row] ?? default))];
        ValueGroups[] groups = [.. attributes.Select(attribute => ValueGroups.Of(attribute, rows, least))];
        var waiting = new Queue<(int Of, int Less)>();
        if (least > 1)
            Enqueue(_ => true);
        while (waiting.TryDequeue(out var pair))
        {
            var (outer, inner) = Unsafe(groups[pair.Of], groups[pair.Less], rows, least);
            Merge(pair.Of, outer);
            Merge(pair.Less, inner);
        }

        return groups;

        void Merge(int one, HashSet<int> bins)
        {
            if (bins.Count == 0)
                return;
            groups[one] = groups[one].Merging(bins, least);
            Enqueue(pair => (pair.Of == one || pair.Less == one) && !waiting.Contains(pair));
        }

        void Enqueue(Func<(int Of, int Less), bool> chosen)
        {
            for (var of = 0; of < groups.Length; of++)
            {
                for (var less = 0; less < groups.Length; less++)
                {
                    if (of != less && chosen((of, less)))
                        waiting.Enqueue((of, less));
                }
            }
        }
    }

    /// <summary>For each group of which something small would be left: the bin of the smallest group of the other attribute within it, else its own, of "other" the smallest beside it.</summary>
    private static (HashSet<int> Outer, HashSet<int> Inner) Unsafe(ValueGroups of, ValueGroups less, ValueSize[] rows, int least)
    {
        var (outer, inner) = (new HashSet<int>(), new HashSet<int>());
        var within = Enumerable.Range(0, less.Count).Zip(Places(of, less), (group, place) => (group, place)).Where(one => one.place >= 0).ToLookup(one => one.place, one => one.group);
        if (within.Count == 0)
            return (outer, inner);
        var left = Left(of, less, within, rows);
        foreach (var groups in within.Where(groups => left[groups.Key].IsSmall(least)))
        {
            if (less.Smallest(groups) is { } smallest)
                inner.Add(smallest);
            else if ((of.Smallest([groups.Key]) ?? of.Smallest(Enumerable.Range(0, of.Count))) is { } beside)
                outer.Add(beside);
        }

        return (outer, inner);
    }

    /// <summary>For each group of an attribute the group of the other that it lies in.</summary>
    private static int[] Places(ValueGroups of, ValueGroups less)
    {
        var places = new int[less.Count];
        Array.Fill(places, Nowhere);
        var (ofBins, lessBins) = (of.Attribute.Column.Bins, less.Attribute.Column.Bins);
        for (var row = 0; row < ofBins.Length; row++)
        {
            ref var place = ref places[less.Groups[lessBins[row]]];
            var group = of.Groups[ofBins[row]];
            if (place != group)
                place = place == Nowhere ? group : Several;
        }

        return places;
    }

    /// <summary>Of each group, those who are in no group of the other attribute within it.</summary>
    private static ValueSize[] Left(ValueGroups of, ValueGroups less, ILookup<int, int> within, ValueSize[] rows)
    {
        var taken = new bool[less.Count];
        foreach (var group in within.SelectMany(groups => groups))
            taken[group] = true;
        var left = new ValueSize[of.Count];
        var (ofBins, lessBins) = (of.Attribute.Column.Bins, less.Attribute.Column.Bins);
        for (var row = 0; row < rows.Length; row++)
        {
            if (!taken[less.Groups[lessBins[row]]])
                left[of.Groups[ofBins[row]]] += rows[row];
        }

        return left;
    }
}
