using Tracker.Core.Panel;

namespace Tracker.Synthetic;

/// <summary>One month as the model expects it, before chance, with what is planted and in the twin without.</summary>
/// <param name="Month">The calendar month.</param>
/// <param name="BySector">In the order of the panel's sectors.</param>
public sealed record ExpectedMonth(Month Month, IReadOnlyList<ExpectedSector> BySector);
