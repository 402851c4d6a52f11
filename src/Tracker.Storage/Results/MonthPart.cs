using System.Text.Json;
using System.Text.Json.Serialization;
using Npgsql;
using NpgsqlTypes;
using Tracker.Core.Daily;
using Tracker.Core.Forecasting;
using Tracker.Core.Panel;

namespace Tracker.Storage.Results;

/// <summary>What one worker finds of a month (<c>tracker.month_parts</c>): the forecasts of a metric's series, exact to the bit.</summary>
/// <param name="Metric">Whose.</param>
/// <param name="Forecasts">In the order of the sectors.</param>
/// <param name="Outside">The days outside the daily band, by sector; empty for a metric that does not add over days.</param>
public sealed record MonthPart(Metric Metric, IReadOnlyList<ForecastResult> Forecasts, IReadOnlyDictionary<Sector, DaysOutsideBand> Outside)
{
    private static readonly JsonSerializerOptions Exact = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>The metrics of a run that have a part.</summary>
    public static async Task<IReadOnlySet<Metric>> KnownAsync(NpgsqlDataSource source, long runId, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("SELECT metric FROM tracker.month_parts WHERE run_id = $1");
        command.Parameters.Add(new() { Value = runId });
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var known = new HashSet<Metric>();
        while (await rows.ReadAsync(cancellation))
            known.Add(Metric.Parse(rows.GetString(0)));
        return known;
    }

    /// <summary>The parts of a run, in the order of the metrics.</summary>
    public static async Task<IReadOnlyList<MonthPart>> ReadAsync(NpgsqlDataSource source, long runId, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("SELECT metric, result::text FROM tracker.month_parts WHERE run_id = $1");
        command.Parameters.Add(new() { Value = runId });
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var parts = new Dictionary<Metric, MonthPart>();
        while (await rows.ReadAsync(cancellation))
        {
            var metric = Metric.Parse(rows.GetString(0));
            parts.Add(metric, Parse(metric, rows.GetString(1)));
        }

        return [.. Metric.All.Where(parts.ContainsKey).Select(metric => parts[metric])];
    }

    /// <summary>In the connection's transaction; a part that is there stays, for it is the same.</summary>
    public async Task SaveAsync(NpgsqlConnection connection, long runId, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("INSERT INTO tracker.month_parts (run_id, metric, result) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", connection);
        command.Parameters.AddRange(new NpgsqlParameter[]
        {
            new() { Value = runId }, new() { Value = Metric.Name }, new() { Value = ToJson(), NpgsqlDbType = NpgsqlDbType.Json },
        });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    internal string ToJson() =>
        JsonSerializer.Serialize(new Stored([.. Forecasts.Select(StoredForecast.Of)], Outside.ToDictionary(one => one.Key.Name, one => one.Value)), Exact);

    internal static MonthPart Parse(Metric metric, string json)
    {
        var stored = JsonSerializer.Deserialize<Stored>(json, Exact)!;
        return new(metric, [.. stored.Forecasts.Select(one => one.Result)], stored.Outside.ToDictionary(one => new Sector(one.Key), one => one.Value));
    }

    private sealed record Stored(IReadOnlyList<StoredForecast> Forecasts, IReadOnlyDictionary<string, DaysOutsideBand> Outside);

    private sealed record StoredBacktest(int[] Targets, double[] Errors, double[] Magnitudes);

    private sealed record StoredForecast(
        string? Refused, string Model, IReadOnlyList<double> Path, IReadOnlyList<StoredBacktest> Backtests, IReadOnlyList<MemberWeight> Members, int AssumedErrors,
        IReadOnlyList<int> Treated)
    {
        [JsonIgnore]
        public ForecastResult Result => Refused is { } reason
            ? new Refusal(reason)
            : new Forecast(Model, Path, [.. Backtests.Select(one => Backtest.Of(one.Targets, one.Errors, one.Magnitudes))], Members, AssumedErrors) { Treated = Treated };

        public static StoredForecast Of(ForecastResult result) => result is Forecast forecast
            ? new(
                null, forecast.Model, forecast.Path, [.. forecast.Backtests.Select(one => new StoredBacktest(one.Targets.ToArray(), one.Errors.ToArray(), one.Magnitudes.ToArray()))],
                forecast.Members, forecast.AssumedErrors, forecast.Treated)
            : new(((Refusal)result).Reason, "", [], [], [], 0, []);
    }
}
