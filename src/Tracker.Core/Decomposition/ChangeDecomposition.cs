namespace Tracker.Core.Decomposition;

/// <summary>
/// Why a metric changed: <c>Change = Scale + Structural + Behavioural + Refunds</c>, each the sum over the segments (scale belongs to none, nor do
/// refunds where those of a segment would tell of few), up to <see cref="Residual"/>. It is accounting, not proof of cause.
/// </summary>
public sealed record ChangeDecomposition
{
    /// <summary>The metric in the month before, in its unit, as is all that follows.</summary>
    public required double Before { get; init; }

    public required double After { get; init; }

    public double Change => After - Before;

    /// <summary>From the number of people; 0 for a ratio.</summary>
    public required double Scale { get; init; }

    /// <summary>From who is there.</summary>
    public required double Structural { get; init; }

    /// <summary>From how they behave.</summary>
    public required double Behavioural { get; init; }

    /// <summary>From what was given back, and from amounts that no denominator goes with.</summary>
    public required double Refunds { get; init; }

    /// <summary>What rounding leaves of the change: under 1e-9 of the larger total.</summary>
    public double Residual => Change - (Scale + Structural + Behavioural + Refunds);

    /// <summary>The behavioural part by factor; empty where the rate is whole.</summary>
    public required IReadOnlyList<KeyValuePair<string, double>> Factors { get; init; }

    /// <summary>The structural part by attribute; empty without attributes.</summary>
    public required IReadOnlyList<KeyValuePair<string, double>> StructuralByAttribute { get; init; }

    /// <summary>How that was found; null where it is empty.</summary>
    public required StructuralMethod? StructuralMethod { get; init; }

    public required IReadOnlyList<string> Attributes { get; init; }

    /// <summary>Whether the metric is the sum of the rates, as in <see cref="FactorTable"/>; else it is their mean over the shares.</summary>
    internal bool HasSummedRates { get; init; }

    /// <summary>By size of their total, ties by key.</summary>
    public required IReadOnlyList<SegmentPart> Segments { get; init; }

    /// <summary>Whether refunds are in the part of no segment.</summary>
    internal bool HasRefundsApart => Segments.Any(part => part.Refunds is null);

    /// <summary>For each row of the table that this decomposes the place of the segment that it stands in; the last for what was summed.</summary>
    internal int[] PlacesOf(SegmentTable table)
    {
        var places = Segments.Select((part, place) => (part.Segment, place)).ToDictionary();
        return [.. table.Rows.Select(row => places.GetValueOrDefault(row.Key, Segments.Count - 1))];
    }
}
