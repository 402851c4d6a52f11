using Npgsql;
using Tracker.Cli.Output;
using Tracker.Storage;
using Tracker.Storage.Embedded;

namespace Tracker.Cli.Commands;

/// <summary>
/// Where the demo works: an empty database of its own beside the real one in the embedded cluster, made anew each time, so that it neither
/// meets data that people loaded nor an earlier demo.
/// </summary>
internal static class DemoDatabase
{
    public static async Task<TrackerDatabase> OpenAsync(DatabaseOptions options, CancellationToken cancellation)
    {
        if (options.ConnectionString is not null)
            throw new InputException("the demo makes a database of its own: expected neither --database nor TRACKER_DATABASE");
        var connection = new NpgsqlConnectionStringBuilder(
            await new EmbeddedCluster(options.Home ?? ClusterHome.Default()).StartAsync(Notes.Instance, cancellation));
        await using (var source = NpgsqlDataSource.Create(connection))
        {
            await using var drop = source.CreateCommand($"DROP DATABASE IF EXISTS {DatabaseOptions.DemoName} WITH (FORCE)");
            await drop.ExecuteNonQueryAsync(cancellation);
            await using var create = source.CreateCommand($"CREATE DATABASE {DatabaseOptions.DemoName}");
            await create.ExecuteNonQueryAsync(cancellation);
        }

        return await TrackerDatabase.OpenAsync(options with { Name = DatabaseOptions.DemoName }, null, cancellation);
    }
}
