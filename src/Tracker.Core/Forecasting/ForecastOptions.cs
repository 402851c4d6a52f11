namespace Tracker.Core.Forecasting;

/// <summary>How a series is forecast. The defaults are the published ones (docs/methods/forecasting.md).</summary>
public sealed record ForecastOptions
{
    /// <summary>The combination of all members.</summary>
    public const string Combined = "combination";

    public static readonly ForecastOptions Default = new();

    /// <summary>Periods in a season: 12 for months (default), 7 for days; at least 2.</summary>
    public int Season
    {
        get;
        init => field = value is >= 2 and <= 366
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Season), value, "season: expected 2 to 366");
    } = 12;

    /// <summary>Rolling origins whose errors make weights, bands and scales: 24 (default), 1 to 120.</summary>
    public int Backtests
    {
        get;
        init => field = value is >= 1 and <= 120
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Backtests), value, "backtests: expected 1 to 120");
    } = 24;

    /// <summary>Whether past shocks are left out of the fit (default), so that they do not come back as season (<see
    /// cref="PastShocks"/>).</summary>
    public bool TreatShocks { get; init; } = true;

    /// <summary>"combination" (default) or the name of one member, such as "ssa".</summary>
    public string Forecaster
    {
        get;
        init => field = value == Combined || Combination.Members.Any(member => member.Name == value)
            ? value
            : throw new ArgumentException(
                $"forecaster {value}: expected {string.Join(", ", Combination.Members.Select(member => member.Name).Prepend(Combined))}",
                nameof(Forecaster));
    } = Combined;
}
