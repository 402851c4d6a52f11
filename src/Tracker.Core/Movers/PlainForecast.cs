using Tracker.Core.Forecasting;

namespace Tracker.Core.Movers;

/// <summary>One step of the forecast of a plain series, in the unit of its values.</summary>
/// <param name="Step">1 for the period after the last value.</param>
/// <param name="Period">Its place on the table's row of periods.</param>
/// <param name="Mean">The forecast: the median of what may come.</param>
/// <param name="Band80">80% of cases.</param>
/// <param name="Band95">95% of cases.</param>
public readonly record struct PlainStep(int Step, int Period, double Mean, Band Band80, Band Band95);

/// <summary>The forecast of a plain series, or why there is none.</summary>
/// <param name="Series">Its name.</param>
/// <param name="Steps">By step; empty with a refusal.</param>
/// <param name="Model">What made the numbers; "none" with a refusal.</param>
/// <param name="Members">Weights and backtest errors.</param>
/// <param name="Refused">Null with a forecast.</param>
public sealed record PlainForecast(
    string Series, IReadOnlyList<PlainStep> Steps, string Model, IReadOnlyList<MemberWeight> Members, string? Refused)
{
    /// <summary>Periods that were shocks: left out of the fit, kept in the errors, as places on the table's row of periods.</summary>
    public IReadOnlyList<int> Treated { get; init; } = [];
}
