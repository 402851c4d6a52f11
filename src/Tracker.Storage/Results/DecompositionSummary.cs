using Npgsql;
using NpgsqlTypes;
using Tracker.Core.Panel;

namespace Tracker.Storage.Results;

/// <summary>A stored decomposition without its segments.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Reference"><see cref="PublishedDecomposition.Expected"/>, or a month as yyyy-MM.</param>
/// <param name="Attributes">What its segments are of.</param>
/// <param name="ChosenBy">How they were chosen: asked, drivers, or strength.</param>
/// <param name="DataVersion">Of the data that it was made from.</param>
/// <param name="Before">The metric in the reference, in its unit, as are the others.</param>
/// <param name="Words">One sentence.</param>
public sealed record DecompositionSummary(
    long Id, Month Month, string Sector, string Metric, string Reference, IReadOnlyList<string> Attributes, string ChosenBy, long DataVersion, DateTimeOffset CreatedAt,
    double Before, double After, double Scale, double Structural, double Behavioural, double Refunds, string Words)
{
    /// <summary>The newest first.</summary>
    /// <param name="source">The database.</param>
    /// <param name="month">Null for all, as are the next three.</param>
    /// <param name="sector">Of the mover.</param>
    /// <param name="metric">Of the mover.</param>
    /// <param name="reference">As <see cref="Reference"/>.</param>
    /// <param name="before">Those stored before this one; null for all.</param>
    /// <param name="count">The most that are read.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async Task<IReadOnlyList<DecompositionSummary>> ReadAsync(
        NpgsqlDataSource source, Month? month, string? sector, string? metric, string? reference, long? before, int count, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(
            """
            SELECT decomposition_id, month, sector, metric, reference, attributes, result ->> 'ChosenBy', data_version, created_at,
                   split.*, result ->> 'Words'
            FROM tracker.decompositions, jsonb_to_record(result -> 'Decomposition') AS split
                ("Before" float8, "After" float8, "Scale" float8, "Structural" float8, "Behavioural" float8, "Refunds" float8)
            WHERE (month = $1 OR $1 IS NULL) AND (sector = $2 OR $2 IS NULL) AND (metric = $3 OR $3 IS NULL) AND (reference = $4 OR $4 IS NULL)
                AND (decomposition_id < $5 OR $5 IS NULL)
            ORDER BY decomposition_id DESC LIMIT $6
            """);
        command.Parameters.AddRange(new NpgsqlParameter[]
        {
            new() { Value = (object?)month?.FirstDay ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Date }, Text(sector), Text(metric), Text(reference),
            new() { Value = (object?)before ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint }, new() { Value = count },
        });
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var read = new List<DecompositionSummary>();
        while (await rows.ReadAsync(cancellation))
            read.Add(Of(rows));
        return read;

        static NpgsqlParameter Text(string? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };
    }

    private static DecompositionSummary Of(NpgsqlDataReader row) =>
        new(
            row.GetInt64(0), Month.Of(row.GetFieldValue<DateOnly>(1)), row.GetString(2), row.GetString(3), row.GetString(4), row.GetFieldValue<string[]>(5),
            row.GetString(6), row.GetInt64(7), row.GetFieldValue<DateTimeOffset>(8), row.GetDouble(9), row.GetDouble(10), row.GetDouble(11), row.GetDouble(12),
            row.GetDouble(13), row.GetDouble(14), row.GetString(15));
}
