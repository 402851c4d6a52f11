namespace Tracker.Core.Panel;

/// <summary>The consumers of one weighting cell in one month: how many were active, and the sums of every sector.</summary>
/// <param name="Cell">Their values of the attributes of the population targets.</param>
/// <param name="ActiveConsumers">Active consumers of the cell.</param>
/// <param name="BySector">The unweighted sums, in the order of <see cref="PanelHistory.Sectors"/>.</param>
public sealed record PanelCell(WeightingCell Cell, int ActiveConsumers, IReadOnlyList<Measures> BySector);
