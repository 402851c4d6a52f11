namespace Tracker.Core.Panel;

/// <summary>One month of the panel: its size and the sums of every sector.</summary>
/// <param name="Month">The calendar month.</param>
/// <param name="ActiveConsumers">
/// The panel size: consumers with any event in this month or the two before. It is known at the time, and a slump does not remove the
/// people who slumped.
/// </param>
/// <param name="BySector">The sums, in the order of <see cref="PanelHistory.Sectors"/>.</param>
public sealed record PanelMonth(Month Month, int ActiveConsumers, IReadOnlyList<Measures> BySector)
{
    /// <summary>Who joined, left and stayed since the month before; null for the first month of a panel.</summary>
    public PanelFlow? Flow { get; init; }
}
