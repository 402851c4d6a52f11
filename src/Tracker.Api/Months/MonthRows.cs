using Tracker.Core.Movers;
using Tracker.Storage.Reports;
using Tracker.Storage.Results;

namespace Tracker.Api.Months;

/// <summary>A month that the data has.</summary>
/// <param name="Month">yyyy-MM.</param>
/// <param name="Complete">The data holds an event on its last day or later.</param>
/// <param name="Published">It has a done run.</param>
/// <param name="Stale">Published, and its data has changed since.</param>
/// <param name="Provisional">Its loads look incomplete; null where it is not published.</param>
/// <param name="Run">The published run.</param>
/// <param name="DataVersion">Of the published run.</param>
/// <param name="Series">Scored.</param>
/// <param name="Significant">Of them more than chance explains.</param>
internal sealed record MonthRow(
    string Month, long Events, bool Complete, bool Published, bool Stale, bool? Provisional, long? Run, long? DataVersion, int? Series, int? Significant)
{
    public static readonly MonthRow Example = new("2025-10", 421_337, true, true, false, false, 12, 3, 297, 4);

    public static MonthRow Of(MonthSummary month) =>
        new(
            month.Month.ToString(), month.Events, month.Complete, month.RunId is not null, month.Stale, month.Provisional, month.RunId, month.DataVersion,
            month.Series, month.Significant);
}

/// <summary>A sector over all of its metrics in a month.</summary>
/// <param name="Rank">1 for the first.</param>
/// <param name="Index">The root mean square of its metrics' ciis with the sign of total_spend's.</param>
/// <param name="Metric">The one that is furthest off.</param>
/// <param name="Cii">Of that metric.</param>
/// <param name="P">Of the sector test; null with a short history.</param>
/// <param name="Q">Over the sectors of the month.</param>
/// <param name="Metrics">In the index.</param>
/// <param name="Movers">Metrics that are significant by themselves.</param>
internal sealed record SectorRow(
    int Rank, string Sector, double Index, string Metric, double Cii, double? P, double? Q, bool Significant, int Metrics, int Movers)
{
    public static readonly SectorRow Example = new(1, "Travel", 4.2, "average_ticket", 6.42, 0.0006, 0.02, true, 9, 3);

    public static SectorRow Of(SavedSector row) =>
        new(row.Rank, row.Sector, row.Index, row.Metric, row.Cii, row.P, row.Q, row.Significant, row.Metrics, row.Movers);
}

/// <summary>What the sectors of a metric have in common in a month.</summary>
/// <param name="Shift">The median of their residuals, on the metric's scale.</param>
/// <param name="Sectors">In the median.</param>
/// <param name="Cii">Null with too few sectors.</param>
/// <param name="NominalFalseAlarms">The rate at which past months should look unusual.</param>
/// <param name="RealisedFalseAlarms">The rate at which they did.</param>
/// <param name="PastScores">Past residuals that the rate is of.</param>
internal sealed record ShockRow(
    string Metric, double Shift, int Sectors, double? Cii, double? P, double? Q, bool Significant, double NominalFalseAlarms, double? RealisedFalseAlarms,
    int? PastScores)
{
    public static readonly ShockRow Example = new("total_spend", 0.0134, 33, 0.8, 0.41, 0.7, false, 0.05, 0.048, 792);

    public static ShockRow Of(SavedShock row) =>
        new(
            row.Metric, row.Shift, row.Sectors, row.Cii, row.P, row.Q, row.Q <= ScoringOptions.Default.FalseDiscoveryRate, FalseAlarms.Nominal,
            row.Alarms is { } alarms ? (double)alarms / row.Scores : null, row.Scores);
}
