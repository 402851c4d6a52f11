using System.Globalization;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Tracker.Core.Daily;
using Tracker.Core.Panel;

namespace Tracker.Storage.Results;

/// <summary>The early signal of the month that is not over, as it was on the last day of the data (<c>tracker.month_to_date</c>).</summary>
/// <param name="Day">The last day that was read, yyyy-MM-dd.</param>
/// <param name="Movers">By rank.</param>
/// <param name="Absent">Series that have no early signal, and why.</param>
public sealed record PublishedToDate(string Day, IReadOnlyList<PublishedEarlyMover> Movers, IReadOnlyList<AbsentSeries> Absent)
{
    /// <summary>yyyy-MM.</summary>
    public string Month => Day[..7];

    public static PublishedToDate Of(DateOnly day, IReadOnlyList<EarlyMover> movers, IReadOnlyList<NotApplicable> absent) =>
        new(
            day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), [.. movers.Select(PublishedEarlyMover.Of)],
            [.. absent.Select(one => new AbsentSeries(one.Sector.Name, one.Metric.Name, one.Reason))]);

    /// <summary>The latest; null where none was computed.</summary>
    /// <param name="source">The database.</param>
    /// <param name="month">Null for any month.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async Task<PublishedToDate?> ReadAsync(NpgsqlDataSource source, Month? month, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(
            "SELECT result::text FROM tracker.month_to_date WHERE date_trunc('month', day)::date = $1 OR $1 IS NULL ORDER BY day DESC LIMIT 1");
        command.Parameters.Add(new() { Value = (object?)month?.FirstDay ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Date });
        return await command.ExecuteScalarAsync(cancellation) is string json ? JsonSerializer.Deserialize<PublishedToDate>(json) : null;
    }

    /// <summary>As it was computed on the newest data; null where it was not.</summary>
    /// <param name="source">The database.</param>
    /// <param name="day">Null for the last day of the data.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async Task<PublishedToDate?> OnNewestDataAsync(NpgsqlDataSource source, DateOnly? day, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(
            """
            SELECT result::text FROM tracker.month_to_date
            WHERE day = coalesce($1, (SELECT max(day) FROM mart.sector_day)) AND data_version = (SELECT max(data_version) FROM warehouse.loads)
            """);
        command.Parameters.Add(new() { Value = (object?)day ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Date });
        return await command.ExecuteScalarAsync(cancellation) is string json ? JsonSerializer.Deserialize<PublishedToDate>(json) : null;
    }

    /// <summary>Whether the day was computed on this version of the data, or a later one.</summary>
    public static async Task<bool> KnownAsync(NpgsqlDataSource source, DateOnly day, long dataVersion, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("SELECT EXISTS (SELECT FROM tracker.month_to_date WHERE day = $1 AND data_version >= $2)");
        command.Parameters.Add(new() { Value = day });
        command.Parameters.Add(new() { Value = dataVersion });
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>In the connection's transaction; what was computed of the day on later data stays.</summary>
    public async Task SaveAsync(NpgsqlConnection connection, long dataVersion, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            INSERT INTO tracker.month_to_date (day, data_version, result) VALUES ($1, $2, $3)
            ON CONFLICT (day) DO UPDATE SET data_version = excluded.data_version, computed_at = excluded.computed_at, result = excluded.result
            WHERE month_to_date.data_version <= excluded.data_version
            """,
            connection);
        command.Parameters.AddRange(new NpgsqlParameter[]
        {
            new() { Value = DateOnly.ParseExact(Day, "yyyy-MM-dd", CultureInfo.InvariantCulture) }, new() { Value = dataVersion },
            new() { Value = JsonSerializer.Serialize(this), NpgsqlDbType = NpgsqlDbType.Json },
        });
        await command.ExecuteNonQueryAsync(cancellation);
    }
}

/// <summary>A series that has no early signal.</summary>
public sealed record AbsentSeries(string Sector, string Metric, string Reason);

/// <summary>A series ranked in a month that is not over; see <see cref="EarlyMover"/>.</summary>
public sealed record PublishedEarlyMover(
    int Rank, string Sector, string Metric, double Z, double? P, double? Q, double? WatchP, bool Significant, double Actual, double Forecast, double PercentChange,
    double Projected, double? Lo80, double? Hi80, double? WidthPercent, double? Lo95, double? Hi95, double MonthForecast, int DayOfMonth, int DaysOfMonth, int PastMonths,
    double? DaysIndex, double? DepthIndex)
{
    public static PublishedEarlyMover Of(EarlyMover mover) =>
        new(
            mover.Rank, mover.Sector.Name, mover.Metric.Name, mover.Z, mover.P, mover.Q, mover.WatchP, mover.Significant, mover.Actual, mover.Forecast,
            mover.PercentChange, mover.Projected, mover.Band80?.Lo, mover.Band80?.Hi, mover.WidthPercent, mover.Band95?.Lo, mover.Band95?.Hi, mover.MonthForecast,
            mover.Day.Day, mover.Days, mover.PastMonths, mover.OutsideBand?.DaysIndex, mover.OutsideBand?.DepthIndex);
}
