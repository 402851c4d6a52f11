using Tracker.Core.Panel;

namespace Tracker.Core.Movers;

/// <summary>What a month is scored from.</summary>
/// <param name="Panel">The month itself.</param>
/// <param name="Series">Metrics in their order, inside them sectors in theirs.</param>
/// <param name="Left">The series that are not applicable.</param>
internal sealed record PreparedMonth(
    PanelHistory History, Month Month, PanelMonth Panel, Weighting Weighting, IReadOnlyList<MetricSeries> Series, IReadOnlyList<NotApplicable> Left)
{
    /// <exception cref="ArgumentException">The panel does not have the month.</exception>
    public static PreparedMonth Of(PanelHistory history, Month month, ScoringOptions options)
    {
        if (month < history.First || month > history.Last)
            throw new ArgumentException($"month {month}: the panel has {history.First} to {history.Last}", nameof(month));
        var panel = history.Months[month - history.First];
        var weighting = options.Weighting ?? (history.Targets is { } targets ? Weighting.To(targets) : Weighting.OfMonth(panel));
        var (series, left) = MetricSeries.Of(history, weighting, month);
        return new(history, month, panel, weighting, series, left);
    }
}
