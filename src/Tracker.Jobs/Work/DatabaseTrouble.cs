using Npgsql;

namespace Tracker.Jobs.Work;

/// <summary>Whether an error says that the server is away or going: no fault of what was done, which may be done again as it was.</summary>
internal static class DatabaseTrouble
{
    private const string ConnectionClass = "08";
    private const string OperatorClass = "57P";

    /// <summary>It is being restored, perhaps.</summary>
    private const string NoDatabase = PostgresErrorCodes.InvalidCatalogName;

    public static bool Is(Exception error) => error switch
    {
        PostgresException { SqlState: NoDatabase } => true,
        PostgresException refused => refused.SqlState.StartsWith(ConnectionClass, StringComparison.Ordinal) || refused.SqlState.StartsWith(OperatorClass, StringComparison.Ordinal),
        NpgsqlException or System.Net.Sockets.SocketException => true,
        { InnerException: { } inner } => Is(inner),
        _ => false,
    };
}
