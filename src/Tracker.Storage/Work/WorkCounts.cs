using Npgsql;

namespace Tracker.Storage.Work;

/// <summary>How many items of a kind are in a state.</summary>
public sealed record WorkCount(string Kind, WorkStatus Status, long Items);

/// <summary>Counts the items that are not done.</summary>
public static class WorkCounts
{
    /// <summary>It blocks, for those who ask cannot wait: the readers of metrics.</summary>
    public static IReadOnlyList<WorkCount> Read(NpgsqlDataSource source)
    {
        using var command = source.CreateCommand("SELECT kind, status, count(*) FROM tracker.work WHERE status <> 'done' GROUP BY kind, status");
        using var rows = command.ExecuteReader();
        var counts = new List<WorkCount>();
        while (rows.Read())
            counts.Add(new(rows.GetString(0), Enum.Parse<WorkStatus>(rows.GetString(1), ignoreCase: true), rows.GetInt64(2)));
        return counts;
    }
}
