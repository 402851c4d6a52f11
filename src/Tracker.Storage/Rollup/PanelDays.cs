using Npgsql;
using Tracker.Core.Panel;

namespace Tracker.Storage.Rollup;

/// <summary>Reads the events of each day.</summary>
internal static class PanelDays
{
    /// <summary>Every month of the history, with the days on which nothing happened.</summary>
    public static async Task<IReadOnlyList<MonthDays>> ReadAsync(NpgsqlConnection connection, PanelHistory history, CancellationToken cancellation)
    {
        var events = new Dictionary<DateOnly, long>();
        await using (var command = new NpgsqlCommand("SELECT day, sum(events)::bigint FROM mart.sector_day GROUP BY day", connection))
        {
            await using var rows = await command.ExecuteReaderAsync(cancellation);
            while (await rows.ReadAsync(cancellation))
                events.Add(rows.GetFieldValue<DateOnly>(0), rows.GetInt64(1));
        }

        return [.. history.Months.Select(month => new MonthDays(
            month.Month, month.ActiveConsumers,
            [.. Enumerable.Range(0, month.Month.Days).Select(day => events.GetValueOrDefault(month.Month.FirstDay.AddDays(day)))]))];
    }
}
