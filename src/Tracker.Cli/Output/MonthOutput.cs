using System.Globalization;
using Tracker.Core.Movers;
using Tracker.Storage.Results;

namespace Tracker.Cli.Output;

/// <summary>What a month says beside its movers: its sectors, and what they have in common.</summary>
internal static class MonthOutput
{
    private static readonly IReadOnlyList<Column<SavedSector>> Sectors =
    [
        new("rank", row => row.Rank),
        new("sector", row => row.Sector),
        new("index", row => row.Index, "+0.00;-0.00"),
        new("metric", row => row.Metric),
        new("cii", row => row.Cii, "+0.00;-0.00"),
        new("p", row => row.P, "0.0000"),
        new("q", row => row.Q, "0.0000"),
        new("significant", row => row.Significant),
        new("metrics", row => row.Metrics),
        new("movers", row => row.Movers),
    ];

    private static readonly IReadOnlyList<Column<SavedShock>> Metrics =
    [
        new("metric", row => row.Metric),
        new("shift", row => row.Shift, "+0.0000;-0.0000"),
        new("sectors", row => row.Sectors),
        new("cii", row => row.Cii, "+0.00;-0.00"),
        new("p", row => row.P, "0.0000"),
        new("q", row => row.Q, "0.0000"),
        new("significant", row => row.Q <= ScoringOptions.Default.FalseDiscoveryRate),
        new("nominalFalseAlarms", _ => FalseAlarms.Nominal, "0.000"),
        new("realisedFalseAlarms", row => row.Alarms is { } alarms ? (double)alarms / row.Scores : null, "0.000"),
        new("pastScores", row => row.Scores),
    ];

    public static void PrintSectors(OutputFormat format, PublishedMonth month)
    {
        var significant = month.Sectors.Count(sector => sector.Significant);
        Result.Print(format, Sectors, month.Sectors, string.Create(
            CultureInfo.InvariantCulture,
            $"{month.Run.Month}: {significant} of {month.Sectors.Count} sectors moved by more than chance explains (q ≤ {ScoringOptions.Default.FalseDiscoveryRate})."));
    }

    public static void PrintMetrics(OutputFormat format, PublishedMonth month)
    {
        var significant = month.Shocks.Count(shock => shock.Q <= ScoringOptions.Default.FalseDiscoveryRate);
        Result.Print(format, Metrics, month.Shocks, string.Create(
            CultureInfo.InvariantCulture,
            $"{month.Run.Month}: {significant} of {month.Shocks.Count} metrics moved in all sectors together by more than chance explains (q ≤ {ScoringOptions.Default.FalseDiscoveryRate})."));
    }
}
