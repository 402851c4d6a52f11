using Tracker.Core.Panel;

namespace Tracker.Core.Movers;

/// <summary>
/// What the sectors of a metric have in common in a month, the median of their residuals, and how often chance alone makes that much of it;
/// with it, what the metric's own tests are worth.
/// </summary>
/// <param name="Metric">The metric.</param>
/// <param name="Shift">On the metric's scale; 0 with fewer than eight sectors.</param>
/// <param name="Sectors">Sectors in the median.</param>
/// <param name="Cii">The shift over its own scale, shrunk as that of a series; null where nothing is common.</param>
/// <param name="P">Conformal, over the past medians of all metrics; null with fewer than 12.</param>
/// <param name="Q">Over the metrics of the month; null where p is.</param>
/// <param name="FalseAlarms">Past own residuals of the metric that would have been called unusual at the nominal rate; null without any.</param>
public sealed record CommonShock(Metric Metric, double Shift, int Sectors, double? Cii, double? P, double? Q, FalseAlarms? FalseAlarms);
