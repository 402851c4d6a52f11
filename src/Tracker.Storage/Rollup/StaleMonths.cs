using Npgsql;
using Tracker.Core.Panel;

namespace Tracker.Storage.Rollup;

/// <summary>Published months whose data has changed since they were computed.</summary>
public static class StaleMonths
{
    /// <summary>All of them, oldest first.</summary>
    public static async Task<IReadOnlyList<Month>> ReadAsync(NpgsqlDataSource source, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("SELECT month FROM tracker.stale_months ORDER BY month");
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var stale = new List<Month>();
        while (await rows.ReadAsync(cancellation))
            stale.Add(Month.Of(rows.GetFieldValue<DateOnly>(0)));
        return stale;
    }

    /// <summary>Those of <paramref name="months"/> that are stale as the connection's transaction sees them.</summary>
    internal static IReadOnlyList<Month> Among(NpgsqlConnection connection, IReadOnlyCollection<Month> months)
    {
        using var command = new NpgsqlCommand("SELECT month FROM tracker.stale_months WHERE month = ANY ($1) ORDER BY month", connection)
        {
            Parameters = { new() { Value = months.Select(month => month.FirstDay).ToArray() } },
        };
        using var rows = command.ExecuteReader();
        var stale = new List<Month>();
        while (rows.Read())
            stale.Add(Month.Of(rows.GetFieldValue<DateOnly>(0)));
        return stale;
    }
}
