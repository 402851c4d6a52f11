using Tracker.Core.Panel;

namespace Tracker.Core.Movers;

/// <summary>What the sectors of a metric have in common in a month: the median of their residuals.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Shift">On the metric's scale; 0 with fewer than eight sectors.</param>
/// <param name="Sectors">Sectors in the median.</param>
public sealed record CommonShock(Metric Metric, double Shift, int Sectors);
