using Tracker.Core.Forecasting;
using Tracker.Core.Panel;

namespace Tracker.Core.Movers;

/// <summary>A plain series in one period against its forecast from the periods before.</summary>
/// <param name="Series">Its name.</param>
/// <param name="Period">Its place on the table's row of periods.</param>
/// <param name="Actual">What came.</param>
/// <param name="Forecast">From the periods before alone.</param>
/// <param name="Band80">80% of cases.</param>
/// <param name="Band95">95% of cases.</param>
/// <param name="Cii">Signed index.</param>
/// <param name="P">Pooled over the table; null with fewer than 12 backtest errors.</param>
/// <param name="Q">Over the period; null where p is.</param>
/// <param name="Rank">In the period, from 1.</param>
/// <param name="Significant">q at or below the rate of the options.</param>
/// <param name="Model">What made the forecast.</param>
/// <param name="Scale">Of forecast and residual.</param>
public sealed record PlainScore(
    string Series,
    int Period,
    double Actual,
    double Forecast,
    Band Band80,
    Band Band95,
    double Cii,
    double? P,
    double? Q,
    int Rank,
    bool Significant,
    string Model,
    Scale Scale);
