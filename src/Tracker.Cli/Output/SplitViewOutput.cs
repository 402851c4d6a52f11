using Tracker.Core.Decomposition;

namespace Tracker.Cli.Output;

/// <summary>Another form of a split: one object with its segments for programs, a line a segment as CSV, both tables for people.</summary>
internal static class SplitViewOutput
{
    public const string Threefold = "threefold";
    public const string TwoWay = "two-way";

    /// <param name="format">Which format.</param>
    /// <param name="file">Null for standard output.</param>
    /// <param name="view"><see cref="Threefold"/> or <see cref="TwoWay"/>.</param>
    /// <param name="table">What is split.</param>
    public static void Print(OutputFormat format, string? file, string view, SegmentTable table)
    {
        var split = view == Threefold ? SplitView.Threefold(table) : SplitView.TwoWay(table);
        IReadOnlyList<Column<SplitView>> whole =
        [
            new("view", _ => view),
            new("before", all => all.Before),
            new("after", all => all.After),
            new("change", all => all.Change),
            new("structural", all => all.Structural),
            new("behavioural", all => all.Behavioural),
            .. view == Threefold
                ? (Column<SplitView>[])[new("interaction", all => all.Interaction)]
                : [new("structuralOfSegments", all => all.StructuralOfSegments), new("behaviouralOfSegments", all => all.BehaviouralOfSegments)],
            new("residual", all => all.Residual, "0e0"),
        ];
        Column<SplitViewPart>[] names = [.. table.Attributes.Select((name, i) => new Column<SplitViewPart>(name, part => part.Segment.Values[i]))];
        Column<SplitViewPart>[] numbers =
        [
            new("structural", part => part.Structural),
            new("behavioural", part => part.Behavioural),
            .. view == Threefold ? (Column<SplitViewPart>[])[new("interaction", part => part.Interaction)] : [],
            new("total", part => part.Total),
            new("status", part => part.Status.ToString().ToLowerInvariant()),
        ];
        Result.WriteTo(file, stream =>
        {
            switch (format)
            {
                case OutputFormat.Json:
                    JsonOutput.WriteOne(stream, [.. whole, new("segments", all => all.Segments.Select(PartOf).ToArray())], split);
                    break;
                case OutputFormat.Csv:
                    CsvOutput.Write(stream, [.. names, .. numbers], split.Segments);
                    break;
                case OutputFormat.Xlsx:
                    WorkbookOutput.Write(stream, Sheet.Summary(whole, split), Sheet.Of("segments", [.. names, .. numbers], split.Segments));
                    break;
                default:
                    TableOutput.WriteOne(stream, whole, split);
                    if (names.Length > 0)
                        TableOutput.WriteAll(stream, [.. names, .. numbers], split.Segments, "");
                    break;
            }
        });

        Fields PartOf(SplitViewPart part) => new(
        [
            KeyValuePair.Create<string, object?>("segment", table.Attributes.Zip(part.Segment.Values, KeyValuePair.Create).ToArray()),
            .. numbers.Select(column => KeyValuePair.Create(column.Name, column.Value(part))),
        ]);
    }
}
