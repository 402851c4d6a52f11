using Npgsql;
using Tracker.Storage;

namespace Tracker.Testing;

/// <summary>A database of one test.</summary>
public sealed class TestDatabase(string connectionString, string maintenance) : IAsyncDisposable
{
    /// <summary>For TRACKER_DATABASE or <c>--database</c> of a command that a test runs.</summary>
    public string ConnectionString { get; } = connectionString;

    /// <summary>Opens it as a command does: the migrations are applied.</summary>
    public Task<TrackerDatabase> OpenAsync() => TrackerDatabase.OpenAsync(new(ConnectionString), null, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        var name = new NpgsqlConnectionStringBuilder(ConnectionString).Database;
        await TestCluster.ExecuteAsync(maintenance, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    }
}
