using Microsoft.EntityFrameworkCore;
using Npgsql;
using Tracker.Storage.Ingest;

namespace Tracker.Jobs.Work;

/// <summary>Whether an error says that the server is away, going or full: no fault of what was done, which may be done again as it was.</summary>
public static class DatabaseTrouble
{
    /// <summary>Connections, resources (too many connections, a full disk), an operator who stops the server.</summary>
    private static readonly string[] Classes = ["08", "53", "57P"];

    /// <summary>It is being restored, or another server has become the one to write to.</summary>
    private static readonly string[] States = [PostgresErrorCodes.InvalidCatalogName, PostgresErrorCodes.ReadOnlySqlTransaction];

    public static bool Is(Exception error) => error switch
    {
        PostgresException { SqlState: var state } => Array.Exists(Classes, one => state.StartsWith(one, StringComparison.Ordinal)) || States.Contains(state),
        NpgsqlException or System.Net.Sockets.SocketException => true,

        // Who wraps errors of the database. The cause of another error may be some other connection: that to the target of an alert.
        InvalidOperationException or DbUpdateException or AggregateException or IngestException => error.InnerException is { } inner && Is(inner),
        _ => false,
    };
}
