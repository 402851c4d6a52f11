using Npgsql;
using NpgsqlTypes;
using Tracker.Core.Panel;

namespace Tracker.Storage.Results;

/// <summary>Enters and reads what researchers say of movers.</summary>
public static class Annotations
{
    private const string Columns = "annotation_id, month, sector, metric, run_id, verdict, reason, author, created_at";

    /// <summary>Enters a word on a mover of the month's published run; the audit log has it too.</summary>
    /// <param name="source">The database.</param>
    /// <param name="run">The published run of the month.</param>
    /// <param name="sector">Of the mover.</param>
    /// <param name="metric">Of the mover.</param>
    /// <param name="verdict">Whether it is one.</param>
    /// <param name="reason">Why, for people.</param>
    /// <param name="author">The id of a key.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<Annotation> AddAsync(
        NpgsqlDataSource source, Run run, string sector, string metric, Verdict verdict, string reason, string author, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            $"""
            WITH added AS (
                INSERT INTO tracker.annotations (month, sector, metric, run_id, verdict, reason, author) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING {Columns}
            ), audited AS (
                INSERT INTO tracker.audit (actor, action, subject)
                SELECT author, 'mover ' || verdict, concat_ws(' ', to_char(month, 'YYYY-MM'), sector, metric, 'annotation', annotation_id) FROM added
            )
            SELECT {Columns} FROM added
            """);
        command.Parameters.AddRange(new NpgsqlParameter[]
        {
            new() { Value = run.Month.FirstDay }, new() { Value = sector }, new() { Value = metric }, new() { Value = run.RunId },
            new() { Value = verdict.ToString().ToLowerInvariant() }, new() { Value = reason }, new() { Value = author },
        });
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        await rows.ReadAsync(cancellationToken);
        return Of(rows);
    }

    /// <summary>Null where there is no such annotation.</summary>
    public static async Task<Annotation?> FindAsync(NpgsqlDataSource source, long annotationId, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand($"SELECT {Columns} FROM tracker.annotations WHERE annotation_id = $1");
        command.Parameters.Add(new() { Value = annotationId });
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        return await rows.ReadAsync(cancellationToken) ? Of(rows) : null;
    }

    /// <summary>The newest first.</summary>
    /// <param name="source">The database.</param>
    /// <param name="month">Null for all months.</param>
    /// <param name="before">Those entered before this one; null for all.</param>
    /// <param name="count">The most that are read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<IReadOnlyList<Annotation>> ReadAsync(
        NpgsqlDataSource source, Month? month, long? before, int count, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            $"""
            SELECT {Columns} FROM tracker.annotations
            WHERE (month = $1 OR $1 IS NULL) AND (annotation_id < $2 OR $2 IS NULL)
            ORDER BY annotation_id DESC LIMIT $3
            """);
        command.Parameters.AddRange(new NpgsqlParameter[]
        {
            new() { Value = (object?)month?.FirstDay ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Date },
            new() { Value = (object?)before ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint }, new() { Value = count },
        });
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var list = new List<Annotation>();
        while (await rows.ReadAsync(cancellationToken))
            list.Add(Of(rows));
        return list;
    }

    private static Annotation Of(NpgsqlDataReader row) =>
        new(
            row.GetInt64(0), Month.Of(row.GetFieldValue<DateOnly>(1)), row.GetString(2), row.GetString(3), row.IsDBNull(4) ? null : row.GetInt64(4),
            Enum.Parse<Verdict>(row.GetString(5), ignoreCase: true), row.GetString(6), row.GetString(7), row.GetFieldValue<DateTimeOffset>(8));
}
