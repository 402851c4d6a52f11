using System.Runtime.InteropServices;
using Tracker.Core.Panel;

namespace Tracker.Core.Decomposition;

/// <summary>Numbers the segments of chosen attributes, from 0, in the order in which they are met; the same number in every month.</summary>
/// <param name="attributes">Their names; none to look at the whole.</param>
public sealed class Segmentation(IReadOnlyList<string> attributes)
{
    /// <summary>The value of who has none.</summary>
    public const string Unknown = AttributeColumn.UnknownText;

    /// <summary>The number of a consumer who is not in the panel.</summary>
    public const int Absent = -1;

    private readonly Dictionary<SegmentKey, int> numbers = [];
    private readonly List<SegmentKey> keys = [];

    public IReadOnlyList<string> Attributes { get; } = attributes;

    /// <summary>By number; each has an active consumer in a month that was numbered.</summary>
    public IReadOnlyList<SegmentKey> Keys => keys;

    /// <summary>The segment of every consumer in a month; <see cref="Absent"/> for who is not active.</summary>
    /// <param name="month">Who is active.</param>
    /// <param name="columns">Of the month; those of <see cref="Attributes"/>, in their order.</param>
    public int[] Of(ConsumerMonth month, IReadOnlyList<AttributeColumn> columns)
    {
        if (!columns.Select(column => column.Name).SequenceEqual(Attributes))
            throw new ArgumentException($"expected the attributes {string.Join(", ", Attributes)}", nameof(columns));
        var segments = new int[month.Weights.Length];
        var seen = new Dictionary<long, int>();
        for (var consumer = 0; consumer < segments.Length; consumer++)
        {
            if (!month.IsActive(consumer))
            {
                segments[consumer] = Absent;
                continue;
            }

            var code = 0L;
            foreach (var column in columns)
                code = code * (column.Values.Count + 1) + column.Codes[consumer] + 1;
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(seen, code, out var known);
            if (!known)
                number = NumberOf(new([.. columns.Select(column => ValueOf(column, consumer))]));
            segments[consumer] = number;
        }

        return segments;
    }

    private static string ValueOf(AttributeColumn column, int consumer) =>
        column.Codes[consumer] == AttributeColumn.Unknown ? Unknown : column.Values[column.Codes[consumer]];

    private int NumberOf(SegmentKey key)
    {
        if (!numbers.TryGetValue(key, out var number))
        {
            numbers.Add(key, number = keys.Count);
            keys.Add(key);
        }

        return number;
    }
}
