using System.Text.Json;
using Npgsql;
using Tracker.Core.Panel;

namespace Tracker.Storage.Work;

/// <summary>Something to be done, as the ledger (<c>tracker.work</c>) has it.</summary>
public sealed record WorkItem
{
    internal const string Columns =
        """
        work_id, kind, month, arguments::text, key, parent_id, status, attempt, not_before, fence, worker, lease_until, steps, run_id, drivers_id, decomposition_id,
        error, actor, created_at, started_at, finished_at
        """;

    public required long WorkId { get; init; }

    /// <summary>The job, one of <see cref="WorkKind"/>.</summary>
    public required string Kind { get; init; }

    public required Month? Month { get; init; }

    /// <summary>JSON: ids, dates and names.</summary>
    public required string Arguments { get; init; }

    /// <summary>As long as the item is open, the same request is the same item.</summary>
    public required string Key { get; init; }

    /// <summary>The item that waits for this one.</summary>
    public required long? ParentId { get; init; }

    public required WorkStatus Status { get; init; }

    /// <summary>Attempts begun, this one included, since it was added, retried or last waited for its children.</summary>
    public required int Attempt { get; init; }

    /// <summary>It is claimed then at the earliest.</summary>
    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>Counts the times that it was claimed; who holds an older number cannot write any more.</summary>
    public required long Fence { get; init; }

    /// <summary>Who has it, or had it last.</summary>
    public required string? Worker { get; init; }

    /// <summary>Later another may claim it; null where nobody has it.</summary>
    public required DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>What has been done, in words, in order.</summary>
    public required IReadOnlyList<string> Steps { get; init; }

    /// <summary>The run that answers it, as the two next are the drivers and the decomposition; null where it has no such answer.</summary>
    public required long? RunId { get; init; }

    public required long? DriversId { get; init; }

    public required long? DecompositionId { get; init; }

    /// <summary>Why the last attempt failed; of one that is done, why there is no answer.</summary>
    public required string? Error { get; init; }

    /// <summary>Who asked: the id of a key, the command line, the schedule, alerts, or a migration.</summary>
    public required string Actor { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset? StartedAt { get; init; }

    public required DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Nothing will change any more, unless a person retries it.</summary>
    public bool Ended => Status is WorkStatus.Done or WorkStatus.Dead;

    /// <summary>Done, and the answer is that there is none: <see cref="Error"/> says why.</summary>
    public bool Refused => Status == WorkStatus.Done && Error is not null;

    /// <summary>The arguments as a record with their names.</summary>
    /// <exception cref="JsonException">They are not.</exception>
    public T ArgumentsAs<T>() => JsonSerializer.Deserialize<T>(Arguments, NewWork.Json) ?? throw new JsonException($"work {WorkId}: expected arguments, got {Arguments}");

    internal static WorkItem Of(NpgsqlDataReader row) => new()
    {
        WorkId = row.GetInt64(0),
        Kind = row.GetString(1),
        Month = row.IsDBNull(2) ? null : Core.Panel.Month.Of(row.GetFieldValue<DateOnly>(2)),
        Arguments = row.GetString(3),
        Key = row.GetString(4),
        ParentId = Number(row, 5),
        Status = Enum.Parse<WorkStatus>(row.GetString(6), ignoreCase: true),
        Attempt = row.GetInt32(7),
        NotBefore = row.GetFieldValue<DateTimeOffset>(8),
        Fence = row.GetInt64(9),
        Worker = row.IsDBNull(10) ? null : row.GetString(10),
        LeaseUntil = Moment(row, 11),
        Steps = row.GetFieldValue<string[]>(12),
        RunId = Number(row, 13),
        DriversId = Number(row, 14),
        DecompositionId = Number(row, 15),
        Error = row.IsDBNull(16) ? null : row.GetString(16),
        Actor = row.GetString(17),
        CreatedAt = row.GetFieldValue<DateTimeOffset>(18),
        StartedAt = Moment(row, 19),
        FinishedAt = Moment(row, 20),
    };

    private static long? Number(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    private static DateTimeOffset? Moment(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
}
