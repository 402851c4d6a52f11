using Tracker.Core.Decomposition;
using Tracker.Core.Panel;
using Tracker.Storage.Results;

namespace Tracker.Api.Pages;

/// <summary>A stored decomposition as people see it: how the change adds up, as bars, and as a table.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Published">The answer.</param>
/// <param name="Figures">How numbers are written.</param>
internal sealed record DecompositionView(long Id, PublishedDecomposition Published, Figures Figures)
{
    /// <summary>A part of the change, and how deep it stands below the whole.</summary>
    /// <param name="Level">0 for what sums to the change, 1 for what sums to the row of 0 above it.</param>
    internal sealed record Part(int Level, string Name, string? About, double Value, EffectInterval? Interval);

    /// <summary>Segments up to which their table is open.</summary>
    public const int MostOpen = 40;

    private ChangeDecomposition Split => Published.Decomposition;

    /// <summary>Those that the API shows.</summary>
    public IReadOnlyList<SegmentPart> Segments { get; } = Published.Decomposition.Shown().Segments;

    public string AfterName => Figures.Name(Month.Parse(Published.Month));

    public string BeforeName => Published.Reference == PublishedDecomposition.Expected ? "expected" : Figures.Name(Month.Parse(Published.Reference));

    /// <summary>What sums to the change, and under it what sums to that.</summary>
    public IReadOnlyList<Part> Parts =>
    [
        .. One(new(0, "Number of people", "scale", Split.Scale, Published.Scale)),
        new(0, "Who buys", "structural, mix", Split.Structural, Published.Structural),
        .. Split.StructuralByAttribute.Count < 2 ? [] : Split.StructuralByAttribute.Select(one => new Part(1, one.Key, null, one.Value, null)),
        new(0, "How they buy", "behavioural", Split.Behavioural, Published.Behavioural),
        .. Split.Factors.Count < 2 ? [] : Split.Factors.Select(one => new Part(1, FactorName(one.Key), null, one.Value, null)),
        .. One(new(0, "Refunds", null, Split.Refunds, null)),
    ];

    /// <summary>Those who joined and who left kept apart; none where they are not.</summary>
    public IReadOnlyList<Part> Flow => Published.Flow is not { } flow
        ? []
        :
        [
            .. One(new(0, "Number of people", "scale", flow.Scale, null)),
            new(0, "Joined", $"{Figures.Count(flow.ConsumersJoined)} consumers", flow.Joined, null),
            new(0, "Left", $"{Figures.Count(flow.ConsumersLeft)} consumers", flow.Left, null),
            new(0, "Stayed: who buys", $"{Figures.Count(flow.ConsumersStayed)} consumers", flow.Structural, null),
            new(0, "Stayed: how they buy", null, flow.Behavioural, null),
            .. One(new(0, "Refunds", null, flow.Refunds, null)),
        ];

    /// <summary>The size of part that fills a bar.</summary>
    public double Most => Parts.Concat(Flow).SelectMany(part => new[] { part.Value, part.Interval?.Low ?? 0, part.Interval?.High ?? 0 }).Max(Math.Abs);

    public ChartFrame Chart => new(
        "waterfall", $"waterfall-{Id}", $"From {Value(Split.Before)} to {Value(Split.After)}, {Figures.Unit(Published.Metric)}",
        $"Bars from {BeforeName}, {Value(Split.Before)}, to {AfterName}, {Value(Split.After)}, by segment; the table below says the same.",
        WaterfallChart.Of(this), "fits", $"/api/v1/decompositions/{Id}?format=csv", $"/api/v1/decompositions/{Id}?format=xlsx");

    public string Value(double value) => Figures.Value(Published.Metric, value);

    public string Change(double value) => Figures.Change(Published.Metric, value);

    /// <summary>The values that the consumers of a segment share.</summary>
    public static string NameOf(SegmentPart part) => part.Segment.Values.Count == 0 ? "all consumers" : string.Join(" · ", part.Segment.Values);

    /// <summary>visitsPerBuyer as visits per buyer.</summary>
    private static string FactorName(string key) => Figures.Name(string.Concat(key.Select(letter => char.IsAsciiLetterUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{letter}")));

    private static Part[] One(Part part) => part.Value == 0 ? [] : [part];
}
