using Npgsql;
using Tracker.Core.Panel;

namespace Tracker.Storage.Rollup;

/// <summary>The panel as the marts hold it, at one version of the data.</summary>
/// <param name="LastComplete">
/// The last month that is complete: the data holds an event on its last day or later. Null where no month is.
/// </param>
public sealed record PanelData(PanelHistory History, long DataVersion, Month? LastComplete)
{
    /// <summary>Events by day of every month of the history.</summary>
    public required IReadOnlyList<MonthDays> Days { get; init; }

    /// <summary>Whether the loads of a month of the history look complete.</summary>
    public Completeness CompletenessOf(Month month) => Completeness.Of([.. Days.Take(month - History.First + 1)]);
}

/// <summary>Reads the marts as the panel's history: a few thousand rows, whatever the number of events.</summary>
public static class PanelReader
{
    private sealed record MonthRow(Month Month, long Events, DateOnly LastDay, Activity Activity);

    /// <summary>All months to the last, with those in which nothing happened; null where nothing was loaded yet.</summary>
    public static async Task<PanelData?> ReadAsync(NpgsqlDataSource source, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var snapshot = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellation);
        return await ReadAsync(connection, cancellation);
    }

    /// <summary>The same as the connection's transaction sees it, which should be one snapshot.</summary>
    internal static async Task<PanelData?> ReadAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var rows = await ListAsync(connection, "SELECT month, events, last_day, activity FROM mart.months WHERE events > 0 ORDER BY month", row =>
            new MonthRow(Month.Of(row.GetFieldValue<DateOnly>(0)), row.GetInt64(1), row.GetFieldValue<DateOnly>(2), new(row.GetFieldValue<byte[]>(3))), cancellation);
        if (rows.Count == 0)
            return null;
        var sectors = await ListAsync(connection, "SELECT name FROM warehouse.sectors ORDER BY sector_id", row => new Sector(row.GetString(0)), cancellation);
        var measures = new Dictionary<(Month, int), Measures>();
        await ListAsync(
            connection,
            "SELECT month, sector_id, gross_cents, refund_cents, purchases, visits, buyers FROM mart.sector_month",
            row => measures[(Month.Of(row.GetFieldValue<DateOnly>(0)), row.GetInt16(1))] =
                new(row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6)),
            cancellation);
        var version = await ListAsync(connection, "SELECT max(data_version) FROM warehouse.loads", row => (long)row.GetInt32(0), cancellation);
        var history = History(rows, sectors, measures);
        return new(history, version[0], LastComplete(rows[0].Month, rows[^1].LastDay)) { Days = await PanelDays.ReadAsync(connection, history, cancellation) };
    }

    private static PanelHistory History(List<MonthRow> rows, List<Sector> sectors, Dictionary<(Month, int), Measures> measures)
    {
        // By name, so that the order in which the data came decides nothing.
        int[] order = [.. Enumerable.Range(0, sectors.Count).OrderBy(sector => sectors[sector].Name, StringComparer.Ordinal)];
        var activity = rows.ToDictionary(row => row.Month, row => row.Activity);
        var (first, last) = (rows[0].Month, rows[^1].Month);
        var months = new List<PanelMonth>();
        Activity? before = null;
        for (var month = first; month <= last; month += 1)
        {
            var window = month;
            var active = Activity.AnyOf(Enumerable.Range(0, Activity.WindowMonths).Select(back => activity.GetValueOrDefault(window - back)));
            Measures[] sums = [.. order.Select(sector => measures.GetValueOrDefault((window, sector)))];
            months.Add(new(month, active.Count, sums) { Flow = before is { } earlier ? PanelFlow.Between(earlier, active) : null });
            before = active;
        }

        return new([.. order.Select(sector => sectors[sector])], months);
    }

    private static Month? LastComplete(Month first, DateOnly lastDay)
    {
        var month = Month.Of(lastDay);
        if (lastDay < month.LastDay)
            month -= 1;
        return month < first ? null : month;
    }

    private static async Task<List<T>> ListAsync<T>(NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        var list = new List<T>();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
            list.Add(read(rows));
        return list;
    }
}
