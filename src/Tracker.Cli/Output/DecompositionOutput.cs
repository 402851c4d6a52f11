using Tracker.Core.Decomposition;

namespace Tracker.Cli.Output;

/// <summary>A decomposition: one object with its segments for programs, a line a segment as CSV, a sentence and both tables for people.</summary>
internal static class DecompositionOutput
{
    private static readonly IReadOnlyList<Column<SegmentPart>> Numbers =
    [
        new("shareBefore", part => Clean(part.ShareBefore), "0.0000"),
        new("shareAfter", part => Clean(part.ShareAfter), "0.0000"),
        new("rateBefore", part => Clean(part.RateBefore)),
        new("rateAfter", part => Clean(part.RateAfter)),
        new("structural", part => Clean(part.Structural)),
        new("behavioural", part => Clean(part.Behavioural)),
        new("refunds", part => Clean(part.Refunds), InTable: false),
        new("total", part => Clean(part.Total)),
        new("low", part => part.Interval?.Low, InTable: false),
        new("high", part => part.Interval?.High, InTable: false),
        new("q", part => part.Interval?.Q, InTable: false),
        new("status", part => part.Status.ToString().ToLowerInvariant()),
    ];

    private static readonly IReadOnlyList<Column<ChangeDecomposition>> Whole =
    [
        new("before", all => Clean(all.Before)),
        new("after", all => Clean(all.After)),
        new("change", all => Clean(all.Change)),
        new("scale", all => Clean(all.Scale)),
        new("structural", all => Clean(all.Structural)),
        new("behavioural", all => Clean(all.Behavioural)),
        new("refunds", all => Clean(all.Refunds)),
        new("residual", all => Clean(all.Residual), "0e0"),
        new("factors", all => Clean(all.Factors)),
        new("structuralByAttribute", all => Clean(all.StructuralByAttribute)),
        new("structuralMethod", all => Method(all.StructuralMethod)),
        new("segments", Segments, InTable: false),
    ];

    public static void Print(OutputFormat format, ChangeDecomposition all)
    {
        var shown = all.Shown();
        switch (format)
        {
            case OutputFormat.Json:
                Result.PrintOne(format, Whole, shown);
                break;
            case OutputFormat.Csv:
                Result.Print(format, [.. Attributes(all), .. Numbers], shown.Segments);
                break;
            default:
                Result.PrintOne(format, [new("words", all => ChangeSentence.Of(all, "the metric")), .. Whole], shown);
                if (all.Attributes.Count > 0)
                    Result.Print(format, [.. Attributes(all), .. Numbers], shown.Segments, "");
                break;
        }
    }

    private static IEnumerable<Column<SegmentPart>> Attributes(ChangeDecomposition all) =>
        all.Attributes.Select((name, i) => new Column<SegmentPart>(name, part => part.Segment.Values[i]));

    private static Fields[] Segments(ChangeDecomposition all) =>
    [
        .. all.Segments.Select(part => new Fields(
        [
            KeyValuePair.Create<string, object?>("segment", all.Attributes.Select((name, i) => KeyValuePair.Create(name, part.Segment.Values[i])).ToArray()),
            .. Numbers.Select(column => KeyValuePair.Create(column.Name, column.Value(part))),
            KeyValuePair.Create<string, object?>("factors", all.Factors.Select((factor, i) => KeyValuePair.Create(factor.Key, Clean(part.Factors[i]))).ToArray()),
        ])),
    ];

    private static string? Method(StructuralMethod? method) => method switch
    {
        StructuralMethod.DasGupta => "das_gupta_5.36",
        StructuralMethod.ChainRule => "chain_rule_shapley",
        _ => null,
    };

    private static KeyValuePair<string, double>[] Clean(IReadOnlyList<KeyValuePair<string, double>> named) =>
        [.. named.Select(pair => KeyValuePair.Create(pair.Key, Clean(pair.Value)))];

    /// <summary>No minus before a zero.</summary>
    private static double Clean(double value) => value + 0.0;
}
