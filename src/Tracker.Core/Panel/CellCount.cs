namespace Tracker.Core.Panel;

/// <summary>The active consumers of one weighting cell in a month.</summary>
public readonly record struct CellCount(WeightingCell Cell, int Consumers);
