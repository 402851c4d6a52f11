using System.Collections.Immutable;
using Tracker.Core.Panel;

namespace Tracker.Synthetic;

/// <summary>One month of a panel by consumers.</summary>
/// <param name="Month">The calendar month.</param>
/// <param name="Cells">By consumer, and by sector within one.</param>
/// <param name="Active">For each consumer whether there is an event, in any sector, in the month or the two before: the panel of the month.</param>
public sealed record CellMonth(Month Month, ImmutableArray<ConsumerCell> Cells, ImmutableArray<bool> Active);
