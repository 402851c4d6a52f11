using Npgsql;
using Tracker.Core.Panel;
using Tracker.Storage.Ingest;
using Tracker.Storage.Rollup;

namespace Tracker.Storage.Reports;

/// <summary>Reads how much of each month the data holds, from the marts and in one snapshot.</summary>
public static class CoverageReader
{
    /// <param name="source">The database.</param>
    /// <param name="latest">How many months, the latest; null for all. Spend by consumer is read of each: seconds for a year of a large panel.</param>
    /// <param name="progress">Told how far the reading is.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The newest first; none where nothing was loaded yet.</returns>
    public static async Task<IReadOnlyList<MonthCoverage>> ReadAsync(
        NpgsqlDataSource source, int? latest, IProgress<LoadProgress>? progress, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var snapshot = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellation);
        if (await PanelReader.ReadAsync(connection, cancellation) is not { } panel)
            return [];
        var sectors = await ByMonthAsync(
            connection, "SELECT date_trunc('month', day)::date, count(DISTINCT sector_id)::integer FROM mart.sector_day WHERE events > 0 GROUP BY 1",
            rows => rows.GetInt32(1), cancellation);
        var activity = await ByMonthAsync(
            connection, "SELECT month, activity FROM mart.months", rows => new Activity(rows.GetFieldValue<byte[]>(1)), cancellation);
        var published = await ByMonthAsync(
            connection,
            "SELECT published.month, stale.month IS NOT NULL FROM (SELECT DISTINCT month FROM tracker.runs WHERE kind = 'month' AND status = 'done') AS published LEFT JOIN tracker.stale_months AS stale USING (month)",
            rows => rows.GetBoolean(1), cancellation);
        var gaps = await AttributeGaps.ReadAsync(connection, cancellation);

        var coverage = new List<MonthCoverage>();
        var first = latest is { } wanted ? Math.Max(0, panel.Days.Count - wanted) : 0;
        for (var at = panel.Days.Count - 1; at >= first; at--)
        {
            var days = panel.Days[at];
            progress?.Report(new($"{days.Month}", panel.Days.Count - 1 - at, panel.Days.Count - first));
            var acted = activity.GetValueOrDefault(days.Month);
            var (isPublished, isStale) = (published.TryGetValue(days.Month, out var stale), stale);
            var completeness = panel.CompletenessOf(days.Month);
            coverage.Add(new()
            {
                Month = days.Month,
                State = StateOf(panel.LastComplete is { } last && days.Month <= last, isPublished, isStale, completeness.Provisional),
                Events = days.Total,
                ActiveConsumers = days.ActiveConsumers,
                ConsumersWithEvents = acted.Count,
                SectorsWithEvents = sectors.GetValueOrDefault(days.Month),
                DaysWithEvents = days.DaysWithEvents,
                Unknown = await UnknownSums.ReadAsync(connection, days.Month, acted, gaps, cancellation),
                Published = isPublished,
                Stale = isStale,
                Completeness = completeness,
            });
        }

        return coverage;
    }

    private static MonthState StateOf(bool complete, bool published, bool stale, bool provisional) => (complete, published, stale, provisional) switch
    {
        (false, _, _, _) => MonthState.Incomplete,
        (_, _, true, _) => MonthState.Stale,
        (_, _, _, true) => MonthState.Provisional,
        (_, true, _, _) => MonthState.Published,
        _ => MonthState.Complete,
    };

    private static async Task<Dictionary<Month, T>> ByMonthAsync<T>(
        NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> value, CancellationToken cancellation)
    {
        var byMonth = new Dictionary<Month, T>();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
            byMonth.Add(Month.Of(rows.GetFieldValue<DateOnly>(0)), value(rows));
        return byMonth;
    }
}
