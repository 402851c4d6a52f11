using Npgsql;
using Tracker.Core.Panel;

namespace Tracker.Storage.Rollup;

/// <summary>Published months whose data has changed since they were computed.</summary>
public static class StaleMonths
{
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
