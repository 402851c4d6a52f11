namespace Tracker.Core.Decomposition;

/// <summary>A decomposition over several months that adds along time: the sum of those of consecutive months (Horiuchi, Wilmoth and Pletcher
/// 2008). From January to March is then exactly January to February and February to March, which a split of the two ends is not.</summary>
public static class TimeChain
{
    /// <summary>How far the end of a link may be from the beginning of the next, relative to the larger.</summary>
    private const double Tolerance = 1e-9;

    /// <summary>Sums the links. A segment is summed over the links that have it; it has the shares and rates of its first and last link.</summary>
    /// <param name="links">Decompositions of one metric by the same attributes, each beginning where the one before ends.</param>
    /// <exception cref="ArgumentException">No link, or links that do not meet.</exception>
    public static ChangeDecomposition Sum(IReadOnlyList<ChangeDecomposition> links)
    {
        if (links.Count == 0)
            throw new ArgumentException("expected one link or more", nameof(links));
        for (var i = 1; i < links.Count; i++)
        {
            var (end, start) = (links[i - 1].After, links[i].Before);
            if (Math.Abs(end - start) > Tolerance * Math.Max(Math.Abs(end), Math.Abs(start)) || !links[i].Attributes.SequenceEqual(links[0].Attributes))
                throw new ArgumentException($"link {i + 1} begins at {start}, the one before ends at {end}: expected the same, by the same attributes", nameof(links));
        }

        var methods = links.Select(link => link.StructuralMethod).Distinct().ToArray();
        return new()
        {
            Before = links[0].Before,
            After = links[^1].After,
            Scale = links.Sum(link => link.Scale),
            Structural = links.Sum(link => link.Structural),
            Behavioural = links.Sum(link => link.Behavioural),
            Refunds = links.Sum(link => link.Refunds),
            Factors = Sums(links.Select(link => link.Factors)),
            StructuralByAttribute = Sums(links.Select(link => link.StructuralByAttribute)),
            StructuralMethod = methods.Length == 1 ? methods[0] : Core.Decomposition.StructuralMethod.ChainRule,
            Attributes = links[0].Attributes,
            HasSummedRates = links[0].HasSummedRates,
            Segments = ChangeSplit.BySize(links.SelectMany(link => link.Segments).GroupBy(part => part.Segment).Select(parts => Sum([.. parts]))),
        };
    }

    private static SegmentPart Sum(SegmentPart[] parts)
    {
        var (first, last) = (parts[0], parts[^1]);
        return last with
        {
            ShareBefore = first.ShareBefore,
            RateBefore = first.RateBefore,
            Structural = parts.Sum(part => part.Structural),
            Behavioural = parts.Sum(part => part.Behavioural),
            Refunds = SegmentPart.RefundsOf(parts),
            Factors = SegmentPart.FactorsOf(parts),
            Interval = null,
            Status = parts.Any(part => part.Status == SegmentStatus.Other) ? SegmentStatus.Other
                : first.ShareBefore > 0 == last.ShareAfter > 0 ? SegmentStatus.Both
                : first.ShareBefore > 0 ? SegmentStatus.Gone : SegmentStatus.New,
        };
    }

    private static IReadOnlyList<KeyValuePair<string, double>> Sums(IEnumerable<IReadOnlyList<KeyValuePair<string, double>>> parts) =>
        [.. parts.SelectMany(part => part).GroupBy(part => part.Key).Select(part => KeyValuePair.Create(part.Key, part.Sum(one => one.Value)))];
}
