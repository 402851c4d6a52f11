using Tracker.Api.Answers;
using Tracker.Api.Output;
using Tracker.Core.Decomposition;

namespace Tracker.Api.Decompositions;

/// <summary>What a segment adds to a change, in the metric's unit: total = structural + behavioural + refunds.</summary>
/// <param name="Segment">The values that its consumers share, by attribute.</param>
/// <param name="ShareBefore">Of the denominator, 0 to 1, as is the next.</param>
/// <param name="RateBefore">Where it is absent, the rate of the other month, as is the next.</param>
/// <param name="Refunds">Null where those of the whole alone are shown, for these would tell of few; the total is then without them.</param>
/// <param name="Low">Of the total's 95% interval; null where nothing was drawn, as are the next three.</param>
/// <param name="Q">Over the segments.</param>
/// <param name="Status">both, new, gone or other.</param>
/// <param name="Distinct">q ≤ 0.05.</param>
/// <param name="Factors">The behavioural part by factor.</param>
internal sealed record SegmentRow(
    OrderedDictionary<string, string> Segment, double ShareBefore, double ShareAfter, double RateBefore, double RateAfter, double Structural, double Behavioural, double? Refunds,
    double Total, double? Low, double? High, double? Q, string Status, bool? Distinct, OrderedDictionary<string, double> Factors)
{
    /// <summary>All but the values and the factors.</summary>
    public static readonly IReadOnlyList<Column<SegmentRow>> Numbers = [.. RecordColumns<SegmentRow>.All.Where(column => column.Name is not ("segment" or "factors"))];

    public static SegmentRow Of(ChangeDecomposition split, SegmentPart part) =>
        new(
            new(split.Attributes.Zip(part.Segment.Values, KeyValuePair.Create)), Zero.Plain(part.ShareBefore), Zero.Plain(part.ShareAfter), Zero.Plain(part.RateBefore),
            Zero.Plain(part.RateAfter), Zero.Plain(part.Structural), Zero.Plain(part.Behavioural), part.Refunds is { } refunds ? Zero.Plain(refunds) : null, Zero.Plain(part.Total), part.Interval?.Low,
            part.Interval?.High, part.Interval?.Q, part.Status.ToString().ToLowerInvariant(), part.Interval?.Distinct,
            DecompositionRow.Named([.. split.Factors.Select((factor, i) => KeyValuePair.Create(factor.Key, part.Factors[i]))]));
}

/// <summary>How sure a part is.</summary>
/// <param name="Low">2.5% of draws lie below.</param>
/// <param name="High">2.5% of draws lie above.</param>
/// <param name="StandardError">The standard deviation of the draws.</param>
/// <param name="P">Two-sided.</param>
internal sealed record IntervalRow(double Low, double High, double StandardError, double P)
{
    public static IntervalRow? Of(EffectInterval? interval) => interval is { } known
        ? new(Zero.Plain(known.Low), Zero.Plain(known.High), Zero.Plain(known.StandardError), Zero.Plain(known.P))
        : null;
}

/// <summary>The change with those who joined and those who left kept apart: change = scale + joined + left + structural + behavioural + refunds.</summary>
/// <param name="Structural">From the mix of those who stayed.</param>
/// <param name="Behavioural">From what those who stayed do.</param>
/// <param name="ConsumersJoined">Unweighted, as are the next two.</param>
internal sealed record FlowRow(
    double Scale, double Joined, double Left, double Structural, double Behavioural, double Refunds, int ConsumersJoined, int ConsumersLeft, int ConsumersStayed)
{
    public static FlowRow? Of(FlowEffects? flow) => flow is null
        ? null
        : new(
            Zero.Plain(flow.Scale), Zero.Plain(flow.Joined), Zero.Plain(flow.Left), Zero.Plain(flow.Structural), Zero.Plain(flow.Behavioural), Zero.Plain(flow.Refunds),
            flow.ConsumersJoined, flow.ConsumersLeft, flow.ConsumersStayed);
}

/// <summary>From the index of a mover to its parts: actual − forecast = common + own.</summary>
/// <param name="Q">Null with too few past errors.</param>
/// <param name="Residual">The largest that a step misses the one before by.</param>
internal sealed record ChainRow(double Cii, double? Q, double Actual, double Forecast, double Common, double Own, double Residual)
{
    public static ChainRow? Of(ImpactChain? chain) => chain is null
        ? null
        : new(
            Zero.Plain(chain.Cii), chain.Q, Zero.Plain(chain.Actual), Zero.Plain(chain.Forecast), Zero.Plain(chain.Common), Zero.Plain(chain.Own), Zero.Plain(chain.Residual));
}
