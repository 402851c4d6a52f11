namespace Tracker.Core.Forecasting;

/// <summary>What a member had to say in a combined forecast.</summary>
/// <param name="Member">Its name, such as "ssa".</param>
/// <param name="Weight">Its part in the forecast; the weights of a forecast sum to 1.</param>
/// <param name="BacktestError">Root mean square of its one-step errors over the backtest, on the scale; null where it has none.</param>
public readonly record struct MemberWeight(string Member, double Weight, double? BacktestError);
