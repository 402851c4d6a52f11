namespace Tracker.Api.Series;

/// <summary>A month of a series: what came, what its published run said of it, and what is forecast for a month to come.</summary>
/// <param name="Month">yyyy-MM.</param>
/// <param name="Actual">In the weights of the last complete month; null where it is missing or to come.</param>
/// <param name="Forecast">Of the month's published run, from the months before it; of a month to come, from all months. Null where there is none.</param>
/// <param name="Lo80">Of the 80% band, as the next three.</param>
/// <param name="Cii">Of the published run.</param>
/// <param name="Significant">Of the published run.</param>
/// <param name="Run">The published run; null where there is none.</param>
/// <param name="Model">What made the forecast.</param>
internal sealed record SeriesRow(
    string Month, double? Actual, double? Forecast, double? Lo80, double? Hi80, double? Lo95, double? Hi95, double? Cii, double? Q, bool? Significant, long? Run,
    string? Model)
{
    public static readonly SeriesRow Example = new("2025-10", 37.61, 25.08, 24.41, 25.77, 24.02, 26.18, 6.42, 0.012, true, 12, "combination");
}
