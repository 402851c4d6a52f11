namespace Tracker.Core.Forecasting;

/// <summary>
/// The parameters of an exponential smoothing model with additive error, trend and season: with e the one-step error, the level takes
/// α·e, the trend β·e and the season of the phase γ·e; each step keeps φ of the trend (Hyndman, Koehler, Ord and Snyder 2008, the
/// innovations form of ETS(A, Ad, A)).
/// </summary>
/// <param name="Alpha">Of the level: above 0; above 1 a change is expected to be followed by more of it.</param>
/// <param name="Beta">Of the trend; below 0 a change is expected to be taken back in part.</param>
/// <param name="Gamma">Of the season of a phase: 0 (indices that do not change) to 1.</param>
/// <param name="Damping">φ: 1 is a trend that goes on, 0 none.</param>
/// <param name="TrendVariance">Prior variance of the first trend around 0, in units of the error's.</param>
/// <param name="SeasonVariance">Prior variance of the first index of a phase around 0, in units of the error's; 0 is no season.</param>
public readonly record struct SmoothingModel(
    double Alpha, double Beta, double Gamma, double Damping, double TrendVariance, double SeasonVariance);
