namespace Tracker.Core.Forecasting;

/// <summary>A <see cref="Forecasting.Forecast"/> or a <see cref="Refusal"/>.</summary>
public abstract record ForecastResult;

/// <summary>There is no forecast, for a reason that a reader can see.</summary>
public sealed record Refusal(string Reason) : ForecastResult;
