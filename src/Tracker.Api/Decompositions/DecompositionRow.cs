using Tracker.Api.Answers;
using Tracker.Api.Output;
using Tracker.Core.Decomposition;
using Tracker.Storage.Results;

namespace Tracker.Api.Decompositions;

/// <summary>Why a metric changed: who (mix) and how (behaviour), by segment. change = scale + structural + behavioural + refunds, up to the residual of rounding.</summary>
/// <param name="Id">Of the stored answer.</param>
/// <param name="Month">yyyy-MM.</param>
/// <param name="Reference">expected, or a month as yyyy-MM.</param>
/// <param name="Words">The same in one sentence.</param>
/// <param name="Notes">What a reader should know beside it.</param>
/// <param name="Attributes">What the segments are of.</param>
/// <param name="ChosenBy">How the attributes were chosen: asked, drivers or strength.</param>
/// <param name="MinConsumers">No segment of fewer is shown.</param>
/// <param name="Merged">Segments that stand in other.</param>
/// <param name="IncludesSeason">Whether the change holds a part of the year's season.</param>
/// <param name="AlongTime">Whether the splits of the months in between are summed.</param>
/// <param name="DataVersion">Of the data that it was made from.</param>
/// <param name="Before">The metric in the reference, in its unit, as is all that follows.</param>
/// <param name="Scale">From the number of people; 0 for a ratio.</param>
/// <param name="Structural">From who is there.</param>
/// <param name="Behavioural">From how they behave.</param>
/// <param name="Refunds">From what was given back, and from amounts that no denominator goes with.</param>
/// <param name="Residual">What rounding leaves.</param>
/// <param name="Factors">The behavioural part by factor.</param>
/// <param name="StructuralByAttribute">The structural part by attribute.</param>
/// <param name="StructuralMethod">How that was found.</param>
/// <param name="Segments">By size of their total.</param>
/// <param name="ScaleInterval">Of the part; null where nothing was drawn.</param>
/// <param name="Flow">Those who joined and left kept apart; null against what was expected, and where they are few.</param>
/// <param name="Chain">From the index to its parts; null against a month.</param>
internal sealed record DecompositionRow(
    long Id, string Month, string Sector, string Metric, string Reference, string Words, IReadOnlyList<string> Notes, IReadOnlyList<string> Attributes, string ChosenBy,
    int MinConsumers, int Merged, bool IncludesSeason, bool AlongTime, long DataVersion, string CreatedAt, double Before, double After, double Change, double Scale, double Structural,
    double Behavioural, double Refunds, double Residual, OrderedDictionary<string, double> Factors, OrderedDictionary<string, double> StructuralByAttribute,
    string? StructuralMethod, IReadOnlyList<SegmentRow> Segments, IntervalRow? ScaleInterval, IntervalRow? StructuralInterval, IntervalRow? BehaviouralInterval,
    FlowRow? Flow, ChainRow? Chain) : ISheets
{
    public static readonly DecompositionRow Example = new(
        17, "2025-10", "Travel", "average_ticket", PublishedDecomposition.Expected, "average_ticket of Travel in 2025-10, against what was expected, rose by 12.53 …", [], ["income"],
        "drivers", 11, 0, false, false, 3, "2025-11-02T04:12:09Z", 25.08, 37.61, 12.53, 0, 0.4, 12.2, -0.07, 0, new() { ["average_ticket"] = 12.2 },
        new() { ["income"] = 0.4 }, "das_gupta_5.36",
        [
            new(new() { ["income"] = "100k and over" }, 0.2, 0.21, 31.2, 81.4, 0.5, 10.1, -0.05, 10.55, 9.1, 12.0, 0.001, "both", true, new() { ["average_ticket"] = 10.1 }),
            new(new() { ["income"] = "other" }, 0.8, 0.79, 23.5, 26.1, -0.1, 2.1, -0.02, 1.98, 1.2, 2.7, 0.001, "other", true, new() { ["average_ticket"] = 2.1 }),
        ],
        new(0, 0, 0, 1), new(0.1, 0.7, 0.15, 0.008), new(11.0, 13.4, 0.6, 0.0001), null, new(6.42, 0.012, 37.61, 25.08, 0.13, 12.4, 0));

    public static DecompositionRow Of(StoredAnswer<PublishedDecomposition> stored)
    {
        var (published, split) = (stored.Answer, stored.Answer.Decomposition.Shown());
        return new(
            stored.Id, published.Month, published.Sector, published.Metric, published.Reference, published.Words, published.Notes, split.Attributes, published.ChosenBy,
            published.LeastConsumers, published.Merged, published.IncludesSeason, published.AlongTime, stored.DataVersion, Instant.Show(stored.CreatedAt), Zero.Plain(split.Before),
            Zero.Plain(split.After), Zero.Plain(split.Change), Zero.Plain(split.Scale), Zero.Plain(split.Structural), Zero.Plain(split.Behavioural), Zero.Plain(split.Refunds),
            Zero.Plain(split.Residual), Named(split.Factors), Named(split.StructuralByAttribute), StructuralMethodName.Of(split.StructuralMethod),
            [.. split.Segments.Select(part => SegmentRow.Of(split, part))], IntervalRow.Of(published.Scale), IntervalRow.Of(published.Structural),
            IntervalRow.Of(published.Behavioural), FlowRow.Of(published.Flow), ChainRow.Of(published.Chain));
    }

    /// <summary>The whole, and the segments.</summary>
    public IReadOnlyList<Sheet> Sheets() =>
    [
        Sheet.Summary(
            [
                .. RecordColumns<DecompositionRow>.All.Where(column => !Parts.Contains(column.Name)),
                .. Flat("scaleInterval", row => row.ScaleInterval), .. Flat("structuralInterval", row => row.StructuralInterval),
                .. Flat("behaviouralInterval", row => row.BehaviouralInterval), .. Flat("flow", row => row.Flow), .. Flat("chain", row => row.Chain),
            ],
            this),
        Sheet.Of("segments", [.. Attributes.Select(name => new Column<SegmentRow>(name, row => row.Segment[name])), .. SegmentRow.Numbers], Segments),
    ];

    internal static OrderedDictionary<string, double> Named(IReadOnlyList<KeyValuePair<string, double>> values) =>
        new(values.Select(pair => KeyValuePair.Create(pair.Key, Zero.Plain(pair.Value))));

    private static readonly string[] Parts = ["segments", "scaleInterval", "structuralInterval", "behaviouralInterval", "flow", "chain"];

    private static IEnumerable<Column<DecompositionRow>> Flat<T>(string name, Func<DecompositionRow, T?> part)
        where T : class =>
        RecordColumns<T>.All.Select(column => new Column<DecompositionRow>($"{name}.{column.Name}", row => part(row) is { } known ? column.Value(known) : null));
}
