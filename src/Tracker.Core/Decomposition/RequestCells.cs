namespace Tracker.Core.Decomposition;

/// <summary>The base cells of a request: the finest segments that it and the results before it can tell apart, and what each of them shows of these.</summary>
/// <param name="Base">The base cells.</param>
/// <param name="Wanted">For each of them the segment of the request.</param>
/// <param name="Tables">The results against the same reference.</param>
/// <param name="Elsewhere">The results against another.</param>
internal sealed record RequestCells(SegmentedMonths Base, int[] Wanted, IReadOnlyList<PublishedTable> Tables, IReadOnlyList<PublishedTable> Elsewhere)
{
    /// <param name="mover">The mover.</param>
    /// <param name="request">Its segments by the attributes of the request.</param>
    /// <param name="earlier">Results by known attributes.</param>
    public static RequestCells Of(SegmentedMover mover, SegmentedMonths request, IReadOnlyList<PublishedSegments> earlier)
    {
        string[] names = [.. request.Segments.Attributes.Concat(earlier.SelectMany(one => one.Attributes)).Distinct()];
        var cells = names.Length > request.Segments.Attributes.Count ? mover.By(names) : request;
        var keys = cells.Keys;
        var tables = earlier.Distinct().ToLookup(one => one.SameReference, TableOf);
        return new(cells, Projected(request.Segments.Attributes, request.Keys).Of, [.. tables[true]], [.. tables[false]]);

        PublishedTable TableOf(PublishedSegments result)
        {
            var (of, found) = Projected(result.Attributes, []);
            return new(of, [.. found.Select(key => !result.Shown.Contains(key))]) { HasRefunds = result.HasRefunds };
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
}
