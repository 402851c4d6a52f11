using Tracker.Core.Forecasting;

namespace Tracker.Core.Movers;

/// <summary>How a month is scored. The defaults are the published ones (docs/methods/movers.md).</summary>
public sealed record ScoringOptions
{
    public static readonly ScoringOptions Default = new();

    public ForecastOptions Forecast { get; init; } = ForecastOptions.Default;

    /// <summary>Movers with a q at or below this are significant: 0.1 (default), in (0, 1).</summary>
    public double FalseDiscoveryRate
    {
        get;
        init => field = value is > 0 and < 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(FalseDiscoveryRate), value, "rate: expected between 0 and 1");
    } = 0.1;

    public Dependence Dependence { get; init; } = Dependence.Positive;

    /// <summary>What a consumer stands for; null (default) takes the population targets of the panel and, where it has none, the panel size of
    /// the scored month, <see cref="Panel.Weighting.OfMonth"/>.</summary>
    public Panel.Weighting? Weighting { get; init; }
}
