using Tracker.Core.Panel;

namespace Tracker.Storage.Rollup;

/// <summary>The sums of a month by weighting cell and sector, and who was active in it.</summary>
/// <param name="ByCell">By number of the weighting cell, and sector; cell 0 is there in any case.</param>
/// <param name="Events">Events of the month.</param>
/// <param name="LastDay">The latest day with an event; the first of the month where there is none.</param>
/// <param name="Activity">Bit i of byte i / 8 is set where consumer i has an event.</param>
internal sealed record MonthSums(Month Month, IReadOnlyDictionary<int, Measures[]> ByCell, long Events, DateOnly LastDay, byte[] Activity);
