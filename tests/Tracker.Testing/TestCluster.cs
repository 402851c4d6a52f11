using System.Globalization;
using Npgsql;

namespace Tracker.Testing;

/// <summary>
/// A real PostgreSQL for the tests of one assembly: <c>[assembly: AssemblyFixture(typeof(TestCluster))]</c>, and a constructor of the
/// test class that takes it. It starts with the first database that is asked for, and goes with the test process.
/// </summary>
public sealed class TestCluster : IAsyncDisposable
{
    private readonly SemaphoreSlim starting = new(1);
    private TestHome? home;
    private string? connection;
    private int databases;

    /// <summary>Where the cluster lies: TRACKER_HOME for a command that a test runs.</summary>
    public async Task<string> HomeAsync()
    {
        await ConnectAsync();
        return home!.Path;
    }

    /// <summary>A new, empty database: no schema, no migration. Disposing drops it.</summary>
    public async Task<TestDatabase> CreateDatabaseAsync()
    {
        var maintenance = await ConnectAsync();
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref databases)}");
        await ExecuteAsync(maintenance, $"CREATE DATABASE {name}");
        return new(new NpgsqlConnectionStringBuilder(maintenance) { Database = name }.ConnectionString, maintenance);
    }

    public async ValueTask DisposeAsync()
    {
        if (home is not null)
            await home.DisposeAsync();
        starting.Dispose();
    }

    public static async Task ExecuteAsync(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<string> ConnectAsync()
    {
        await starting.WaitAsync();
        try
        {
            home ??= TestHome.Create();
            return connection ??= await home.Cluster.StartAsync(null, CancellationToken.None);
        }
        finally
        {
            starting.Release();
        }
    }
}
