using Tracker.Core.Decomposition;

namespace Tracker.Api.Pages;

/// <summary>A decomposition as it is drawn (Web/islands/charts/waterfall.ts): bars from one total to the other.</summary>
/// <param name="Axis">Of the values.</param>
/// <param name="Bars">The first and the last are the totals; those between sum to the change.</param>
internal sealed record WaterfallChart(AxisUnit Axis, IReadOnlyList<WaterfallChart.Bar> Bars)
{
    /// <summary>Segments that are drawn; the rest is summed.</summary>
    private const int MostSegments = 12;

    /// <param name="Step">before, scale, segment, other, refunds or after.</param>
    /// <param name="From">Where it begins.</param>
    /// <param name="Structural">Of a segment, from who is there.</param>
    /// <param name="Behavioural">Of a segment, from how they behave.</param>
    /// <param name="Whole">What it adds.</param>
    /// <param name="Distinct">False where chance may explain it; null where that is not known.</param>
    /// <param name="Value">What it adds, in words.</param>
    /// <param name="Shown">All of it in words.</param>
    /// <param name="Link">The row of the table that says the same; null for none.</param>
    internal sealed record Bar(string Step, string Name, double From, double Structural, double Behavioural, double Whole, bool? Distinct, string Value, string Shown, string? Link);

    public static WaterfallChart Of(DecompositionView view)
    {
        var split = view.Published.Decomposition.Shown(MostSegments);
        var places = view.Segments.Select((part, at) => KeyValuePair.Create(part, at)).ToDictionary(ReferenceEqualityComparer.Instance);
        return new(view.Figures.Axis(view.Published.Metric), [.. Waterfall.Of(split).Select(bar => BarOf(view, bar, places))]);
    }

    private static Bar BarOf(DecompositionView view, WaterfallBar bar, Dictionary<SegmentPart, int> places)
    {
        var name = bar.Step switch
        {
            WaterfallStep.Before => view.BeforeName,
            WaterfallStep.After => view.AfterName,
            WaterfallStep.Scale => "number of people",
            WaterfallStep.Refunds => "refunds",
            WaterfallStep.Other => places.ContainsKey(bar.Segment!) ? "small segments" : "all others",
            _ => DecompositionView.NameOf(bar.Segment!),
        };
        var total = bar.Step is WaterfallStep.Before or WaterfallStep.After;
        var value = total ? view.Value(bar.Whole) : view.Change(bar.Whole);
        string?[] lines =
        [
            $"{name}: {value}",
            bar.Segment is null ? null : $"structural, who is there: {view.Change(bar.Structural)}",
            bar.Segment is null ? null : $"behavioural, how they buy: {view.Change(bar.Behavioural)}",
            bar.Segment?.Interval is { } interval ? $"95% interval {view.Change(interval.Low)} to {view.Change(interval.High)}" : null,
            bar.Segment?.Interval is { Distinct: false } ? "chance may explain it" : null,
        ];
        return new(
            bar.Step.ToString().ToLowerInvariant(), name, bar.From, bar.Structural, bar.Behavioural, bar.Whole, bar.Segment?.Interval?.Distinct, value,
            string.Join('\n', lines.Where(line => line is not null)), bar.Segment is { } part && places.TryGetValue(part, out var at) ? $"#segment-{at + 1}" : null);
    }
}
