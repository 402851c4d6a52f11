namespace Tracker.Core.Movers;

/// <summary>How far a series is from its forecast, and how often chance alone goes so far.</summary>
/// <param name="Cii">The Consumer Impact Index: residual over its scale σ, signed, finite.</param>
/// <param name="Sigma">The shrunk scale σ, above zero.</param>
/// <param name="Errors">Backtest errors in σ.</param>
/// <param name="P">Null with fewer than 12 backtest errors.</param>
/// <param name="Q">Null where p is.</param>
public readonly record struct Impact(double Cii, double Sigma, int Errors, double? P, double? Q);
