namespace Tracker.Core.Forecasting;

/// <summary>A past value that is left out of fitting.</summary>
/// <param name="Index">Its place in the series.</param>
/// <param name="KnownFrom">The first origin (number of values seen) at which it was known to have passed.</param>
public readonly record struct PastShock(int Index, int KnownFrom);
