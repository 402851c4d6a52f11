using System.Net.Sockets;
using Npgsql;
using Tracker.Storage.Embedded;
using Tracker.Storage.Migrations;

namespace Tracker.Storage;

/// <summary>The open database, with every migration applied.</summary>
public sealed class TrackerDatabase : IAsyncDisposable
{
    private TrackerDatabase(NpgsqlDataSource source) => Source = source;

    public NpgsqlDataSource Source { get; }

    /// <summary>Starts the embedded cluster where no server is named, connects and applies the migrations that are missing.</summary>
    /// <param name="options">Which database.</param>
    /// <param name="notes">Told what takes long: making and starting the cluster, waiting, migrating.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="StorageException">The database cannot be reached, or is not one for this program.</exception>
    public static async Task<TrackerDatabase> OpenAsync(
        DatabaseOptions options, IProgress<string>? notes, CancellationToken cancellationToken)
    {
        var connection = options.ConnectionString is { } given
            ? Parse(given)
            : Parse(await new EmbeddedCluster(options.Home ?? ClusterHome.Default()).StartAsync(notes, cancellationToken));
        if (options.ConnectionString is null)
            connection.Database = options.Name;
        connection.ApplicationName ??= "tracker";
        var source = NpgsqlDataSource.Create(connection);
        try
        {
            await Migrator.MigrateAsync(source, Migration.Embedded, notes, cancellationToken);
            return new(source);
        }
        catch (Exception error)
        {
            await source.DisposeAsync();
            if (error is NpgsqlException or SocketException or TimeoutException)
                throw new StorageException(Explain(error, connection), error);
            throw;
        }
    }

    public ValueTask DisposeAsync() => Source.DisposeAsync();

    /// <summary>Loads and rollups take minutes, so a command without a limit of its own has none.</summary>
    private static NpgsqlConnectionStringBuilder Parse(string text)
    {
        try
        {
            var connection = new NpgsqlConnectionStringBuilder(text);
            if (!connection.ShouldSerialize("Command Timeout"))
                connection.CommandTimeout = 0;
            return string.IsNullOrWhiteSpace(connection.Host)
                ? throw new StorageException($"{DatabaseOptions.Variable}: expected Host=…;Database=…;Username=…, got no Host")
                : connection;
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            // The text itself stays out of the message: it may hold a password.
            throw new StorageException($"{DatabaseOptions.Variable}: expected Host=…;Database=…;Username=…: {error.Message}", error);
        }
    }

    private static string Explain(Exception error, NpgsqlConnectionStringBuilder connection)
    {
        var place = $"database {connection.Database ?? connection.Username} on {connection.Host}:{connection.Port}";
        return error switch
        {
            PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } when connection.Database == DatabaseOptions.DemoName =>
                "there was no demo yet: tracker demo makes its database",
            PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } => $"{place}: it does not exist; create it or name another",
            PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } refused =>
                $"{place}: the server refuses the user {connection.Username}: {refused.MessageText}",
            PostgresException other => $"{place}: {other.MessageText} ({other.SqlState})",
            _ => $"{place}: no server answers: {(error.InnerException ?? error).Message}",
        };
    }
}
