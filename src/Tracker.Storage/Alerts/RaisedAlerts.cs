using System.Text.Json;
using System.Text.Json.Nodes;
using Npgsql;
using NpgsqlTypes;
using Tracker.Core.Panel;
using Tracker.Storage.Results;

namespace Tracker.Storage.Alerts;

/// <summary>
/// Raises alerts in the transaction of what they tell, and finds them. The database enters an item of work for each target with the alert, and raises those of
/// dead work itself (migration 0017).
/// </summary>
public static class RaisedAlerts
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>
    /// Tells of the sectors of a month that pass the sector test, each once a month. A month that is not the last complete one raises none, and neither does a
    /// provisional one, or a run that is not published because one on newer data is.
    /// </summary>
    /// <param name="connection">In the transaction that publishes the run, under the lock of its month.</param>
    /// <param name="run">The run.</param>
    /// <param name="results">What it found.</param>
    /// <param name="cancellation">Ends it.</param>
    internal static async Task OfRunAsync(NpgsqlConnection connection, Run run, RunResults results, CancellationToken cancellation)
    {
        if (results.Completeness is { Provisional: true } || !results.Sectors.Any(sector => sector.Significant) || await HasLaterAsync(connection, run, cancellation))
            return;
        var told = await ToldAsync(connection, run.Month, cancellation);
        var sectors = results.Sectors.Where(sector => sector.Significant && !told.Contains(sector.Sector)).OrderBy(sector => sector.Rank).ToArray();
        if (sectors.Length == 0)
            return;
        var movers = results.Movers.ToDictionary(mover => (mover.Sector, mover.Metric));
        var content = new JsonObject
        {
            ["month"] = run.Month.ToString(),
            ["run"] = run.RunId,
            ["sectors"] = JsonSerializer.SerializeToNode(sectors.Select(sector => AlertedSector.Of(sector, movers[(sector.Sector, sector.Metric)])), Json),
        };
        await using var command = new NpgsqlCommand(
            "INSERT INTO tracker.alerts (kind, subject, month, sectors, content) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (subject) DO NOTHING", connection);
        command.Parameters.AddRange(new NpgsqlParameter[]
        {
            new() { Value = Alert.Movers }, new() { Value = $"run {run.RunId}" }, new() { Value = run.Month.FirstDay },
            new() { Value = sectors.Select(sector => sector.Sector).ToArray() }, new() { Value = content.ToJsonString(Json), NpgsqlDbType = NpgsqlDbType.Jsonb },
        });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Null where there is none.</summary>
    public static async Task<Alert?> FindAsync(NpgsqlDataSource source, long alertId, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("SELECT kind, raised_at, content::text FROM tracker.alerts WHERE alert_id = $1");
        command.Parameters.Add(new() { Value = alertId });
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        return await rows.ReadAsync(cancellation)
            ? new(alertId, rows.GetString(0), rows.GetFieldValue<DateTimeOffset>(1), JsonNode.Parse(rows.GetString(2))!.AsObject())
            : null;
    }

    /// <summary>Whether the month after is complete as well, or the month was computed on newer data.</summary>
    private static async Task<bool> HasLaterAsync(NpgsqlConnection connection, Run run, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT EXISTS (SELECT FROM mart.months WHERE events > 0 AND last_day >= $1)
                OR EXISTS (SELECT FROM tracker.runs WHERE kind = $2 AND month = $3 AND data_version > $4 AND status = 'done')
            """,
            connection);
        command.Parameters.AddRange(new NpgsqlParameter[]
        {
            new() { Value = (run.Month + 1).LastDay }, new() { Value = run.Kind }, new() { Value = run.Month.FirstDay }, new() { Value = run.DataVersion },
        });
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private static async Task<HashSet<string>> ToldAsync(NpgsqlConnection connection, Month month, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("SELECT DISTINCT unnest(sectors) FROM tracker.alerts WHERE month = $1", connection);
        command.Parameters.Add(new() { Value = month.FirstDay });
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var sectors = new HashSet<string>();
        while (await rows.ReadAsync(cancellation))
            sectors.Add(rows.GetString(0));
        return sectors;
    }
}
