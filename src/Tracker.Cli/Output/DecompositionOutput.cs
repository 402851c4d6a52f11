using Tracker.Core.Decomposition;
using Tracker.Storage.Results;

namespace Tracker.Cli.Output;

/// <summary>A decomposition: one object with its segments for programs, a line a segment as CSV, a sentence and both tables for people.</summary>
internal static class DecompositionOutput
{
    private const int ShortSegments = 5;

    private static readonly IReadOnlyList<Column<SegmentPart>> Numbers =
    [
        new("shareBefore", part => Clean(part.ShareBefore), "0.0000"),
        new("shareAfter", part => Clean(part.ShareAfter), "0.0000"),
        new("rateBefore", part => Clean(part.RateBefore)),
        new("rateAfter", part => Clean(part.RateAfter)),
        new("structural", part => Clean(part.Structural)),
        new("behavioural", part => Clean(part.Behavioural)),
        new("refunds", part => part.Refunds is { } refunds ? Clean(refunds) : null, InTable: false),
        new("total", part => Clean(part.Total)),
        new("low", part => part.Interval?.Low, InTable: false),
        new("high", part => part.Interval?.High, InTable: false),
        new("q", part => part.Interval?.Q, InTable: false),
        new("status", part => part.Status.ToString().ToLowerInvariant()),
    ];

    /// <summary>The same with intervals, which a table then has in place of rates, and a mark where chance may explain it.</summary>
    private static readonly IReadOnlyList<Column<SegmentPart>> Drawn =
    [
        .. Numbers.Select(column => column.Name switch
        {
            "rateBefore" or "rateAfter" => column with { InTable = false },
            "low" or "high" => column with { InTable = true },
            "q" => column with { InTable = true, Shown = "0.0000" },
            _ => column,
        }),
        new("distinct", part => part.Interval?.Distinct),
    ];

    private static readonly IReadOnlyList<Column<SegmentPart>> Short =
        [.. Drawn.Where(column => column.Name is "structural" or "behavioural" or "total" or "low" or "high" or "distinct")];

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
        new("structuralMethod", all => StructuralMethodName.Of(all.StructuralMethod)),
        new("segments", Segments, InTable: false),
    ];

    /// <summary>Prints the split of a plain table.</summary>
    /// <param name="format">Which format.</param>
    /// <param name="file">Null for standard output.</param>
    /// <param name="all">The split.</param>
    public static void Print(OutputFormat format, string? file, ChangeDecomposition all) => Result.WriteTo(file, stream =>
        Write(stream, format, [.. Whole], format == OutputFormat.Json ? [] : [new("words", whole => ChangeSentence.Of(whole, "the metric"))], all.Shown(), Numbers));

    /// <summary>Prints the split of a mover.</summary>
    /// <param name="format">Which format.</param>
    /// <param name="file">Null for standard output.</param>
    /// <param name="published">The split.</param>
    public static void Print(OutputFormat format, string? file, PublishedDecomposition published) => Result.WriteTo(file, stream =>
        Write(stream, format, [.. Whole, .. Beside(published)], [.. Head(published)], published.Decomposition.Shown(), Drawn));

    /// <summary>Prints the sentence of a mover and its largest segments.</summary>
    public static void PrintShort(PublishedDecomposition published)
    {
        var split = published.Decomposition;
        SegmentPart[] largest = [.. split.Segments.Take(ShortSegments)];
        Result.Print(OutputFormat.Table, [.. Attributes(split), .. Short], split.Attributes.Count == 0 ? [] : largest, $"Why: {published.Words}");
    }

    private static void Write(
        Stream stream, OutputFormat format, IReadOnlyList<Column<ChangeDecomposition>> whole, IReadOnlyList<Column<ChangeDecomposition>> head, ChangeDecomposition shown,
        IReadOnlyList<Column<SegmentPart>> numbers)
    {
        Column<ChangeDecomposition>[] names = [.. head, .. whole];
        Column<SegmentPart>[] columns = [.. Attributes(shown), .. numbers];
        switch (format)
        {
            case OutputFormat.Json:
                JsonOutput.WriteOne(stream, names, shown);
                break;
            case OutputFormat.Csv:
                CsvOutput.Write(stream, columns, shown.Segments);
                break;
            case OutputFormat.Xlsx:
                WorkbookOutput.Write(stream, Sheet.Summary(names, shown), Sheet.Of("segments", columns, shown.Segments));
                break;
            default:
                TableOutput.WriteOne(stream, names, shown);
                if (shown.Attributes.Count > 0)
                    TableOutput.WriteAll(stream, columns, shown.Segments, "");
                break;
        }
    }

    private static IEnumerable<Column<ChangeDecomposition>> Head(PublishedDecomposition published) =>
    [
        new("month", _ => published.Month),
        new("sector", _ => published.Sector),
        new("metric", _ => published.Metric),
        new("reference", _ => published.Reference),
        new("alongTime", _ => published.AlongTime, InTable: false),
        new("words", _ => published.Words),
        new("notes", _ => published.Notes),
        new("attributes", _ => published.Decomposition.Attributes),
        new("chosenBy", _ => published.ChosenBy),
        new("minConsumers", _ => published.LeastConsumers),
        new("merged", _ => published.Merged),
        new("includesSeason", _ => published.IncludesSeason, InTable: false),
    ];

    private static IEnumerable<Column<ChangeDecomposition>> Beside(PublishedDecomposition published) =>
    [
        new("scaleInterval", _ => Interval(published.Scale)),
        new("structuralInterval", _ => Interval(published.Structural)),
        new("behaviouralInterval", _ => Interval(published.Behavioural)),
        new("flow", _ => Flow(published.Flow)),
        new("chain", _ => Chain(published.Chain)),
    ];

    private static KeyValuePair<string, double>[]? Interval(EffectInterval? interval) => interval is { } known
        ? [new("low", Clean(known.Low)), new("high", Clean(known.High)), new("standardError", Clean(known.StandardError)), new("p", Clean(known.P))]
        : null;

    private static KeyValuePair<string, double>[]? Flow(FlowEffects? flow) => flow is null
        ? null
        :
        [
            new("scale", Clean(flow.Scale)), new("joined", Clean(flow.Joined)), new("left", Clean(flow.Left)), new("structural", Clean(flow.Structural)),
            new("behavioural", Clean(flow.Behavioural)), new("refunds", Clean(flow.Refunds)), new("consumersJoined", flow.ConsumersJoined),
            new("consumersLeft", flow.ConsumersLeft), new("consumersStayed", flow.ConsumersStayed),
        ];

    private static KeyValuePair<string, double>[]? Chain(ImpactChain? chain) => chain is null
        ? null
        :
        [
            new("cii", Clean(chain.Cii)), .. chain.Q is { } q ? [new("q", Clean(q))] : Array.Empty<KeyValuePair<string, double>>(),
            new("actual", Clean(chain.Actual)), new("forecast", Clean(chain.Forecast)), new("common", Clean(chain.Common)), new("own", Clean(chain.Own)),
            new("residual", Clean(chain.Residual)),
        ];

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

    private static KeyValuePair<string, double>[] Clean(IReadOnlyList<KeyValuePair<string, double>> named) =>
        [.. named.Select(pair => KeyValuePair.Create(pair.Key, Clean(pair.Value)))];

    /// <summary>No minus before a zero.</summary>
    private static double Clean(double value) => Zero.Plain(value);
}
