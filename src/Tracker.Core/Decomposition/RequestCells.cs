namespace Tracker.Core.Decomposition;

/// <summary>The base cells of a request: the finest segments that it and the results before it can tell apart, and what each of them shows of these.</summary>
/// <param name="Sizes">Of the base cells.</param>
/// <param name="Wanted">For each of them the segment of the request.</param>
/// <param name="Tables">The results against the same reference.</param>
/// <param name="Elsewhere">The results against another.</param>
internal sealed record RequestCells(CellSizes[] Sizes, int[] Wanted, IReadOnlyList<PublishedTable> Tables, IReadOnlyList<PublishedTable> Elsewhere)
{
    /// <summary>The cells of a request beside results. A result on older data may show what has become small since: it cannot be taken back, and is left out,
    /// for it does not speak against new ones.</summary>
    /// <param name="mover">The mover.</param>
    /// <param name="request">Its segments by the attributes of the request.</param>
    /// <param name="earlier">Results by known attributes.</param>
    public static RequestCells Of(SegmentedMover mover, SegmentedMonths request, IReadOnlyList<PublishedSegments> earlier)
    {
        var (keys, sizes) = (request.Segments.Keys, request.Sizes);
        string[] names = [.. request.Segments.Attributes.Concat(earlier.SelectMany(one => one.Attributes)).Distinct()];
        if (names.Length > request.Segments.Attributes.Count)
        {
            var all = mover.By(names);
            (keys, sizes) = (all.Segments.Keys, all.Sizes);
        }

        var tables = PublishedSegments.Distinct(earlier).Select(one => (one.SameReference, Table: TableOf(one))).ToArray();
        PublishedTable[] here = [.. tables.Where(one => one.SameReference).Select(one => one.Table)];
        PublishedTable[] elsewhere = [.. tables.Where(one => !one.SameReference).Select(one => one.Table)];
        var cells = new RequestCells(sizes, Projected(request.Segments.Attributes, request.Segments.Keys).Of, here, elsewhere);
        return cells.IsSafe() ? cells : cells.WithoutUnsafe(tables);

        PublishedTable TableOf(PublishedSegments result)
        {
            var (of, found) = Projected(result.Attributes, []);
            return new(of, [.. found.Select(key => !result.Shown.Contains(key))]);
        }

        (int[] Of, List<SegmentKey> Keys) Projected(IReadOnlyList<string> attributes, IReadOnlyList<SegmentKey> known)
        {
            var places = attributes.Select(name => Array.IndexOf(names, name)).ToArray();
            var numbers = known.Select((key, i) => (key, i)).ToDictionary();
            var (of, found) = (new int[keys.Count], known.ToList());
            for (var cell = 0; cell < of.Length; cell++)
            {
                var key = new SegmentKey([.. places.Select(place => keys[cell].Values[place])]);
                if (!numbers.TryGetValue(key, out of[cell]))
                {
                    numbers.Add(key, of[cell] = found.Count);
                    found.Add(key);
                }
            }

            return (of, found);
        }
    }

    private bool IsSafe() =>
        DisclosureAudit.Recovered([.. Sizes.Select(cell => cell.Before)], Tables).Count == 0
        && DisclosureAudit.Recovered([.. Sizes.Select(cell => cell.After)], [.. Tables, .. Elsewhere]).Count == 0;

    private RequestCells WithoutUnsafe((bool Here, PublishedTable Table)[] tables)
    {
        var kept = this with { Tables = [], Elsewhere = [] };
        foreach (var (here, table) in tables)
        {
            var more = here ? kept with { Tables = [.. kept.Tables, table] } : kept with { Elsewhere = [.. kept.Elsewhere, table] };
            if (more.IsSafe())
                kept = more;
        }

        return kept;
    }
}
