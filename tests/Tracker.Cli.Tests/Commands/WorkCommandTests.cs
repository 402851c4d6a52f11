using System.Diagnostics;
using System.Text.Json;
using Npgsql;
using Tracker.Storage.Work;
using Tracker.Testing;

namespace Tracker.Cli.Tests.Commands;

public class WorkCommandTests(TestCluster cluster)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WorkIsLeftToAWorker_ThatEndsWell_AndWhatIsDeadIsRetried()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["panel"]);
        string[] server = ["--format", "json", "--database", database.ConnectionString];
        using var left = JsonDocument.Parse((await TrackerProcess.RunAsync(["ingest", folder["panel"], "--later", .. server])).Output);
        var id = left.RootElement.GetProperty("work").GetInt64();

        using (var worker = TrackerProcess.Start(new("dotnet", [TrackerProcess.Program, "worker", .. server])))
        {
            var said = worker.StandardError.ReadToEndAsync(Cancel);
            await using (var source = NpgsqlDataSource.Create(database.ConnectionString))
            {
                await foreach (var _ in WorkLedger.WatchAsync(source, id, Cancel))
                {
                    // The folder is empty.
                }
            }

            using var stop = Process.Start("kill", ["-TERM", $"{worker.Id}"]);
            await worker.WaitForExitAsync(Cancel);
            Assert.True(worker.ExitCode == 0, await said);
        }

        using var dead = JsonDocument.Parse((await TrackerProcess.RunAsync(["work", "list", "--status", "dead", .. server])).Output);
        var item = Assert.Single(dead.RootElement.EnumerateArray());
        Assert.Equal((id, "ingest", "command line"), (item.GetProperty("work").GetInt64(), item.GetProperty("kind").GetString(), item.GetProperty("actor").GetString()));
        Assert.Contains("consumers", item.GetProperty("error").GetString(), StringComparison.Ordinal);

        using var retried = JsonDocument.Parse((await TrackerProcess.RunAsync(["work", "retry", $"{id}", .. server])).Output);
        Assert.Equal("queued", retried.RootElement.GetProperty("status").GetString());
        var refused = await TrackerProcess.RunAsync(["work", "retry", $"{id}", .. server]);
        Assert.Equal((1, $"tracker: error: work {id}: expected one that is dead, it is queued\n"), (refused.ExitCode, refused.Error));
        var unknown = await TrackerProcess.RunAsync(["work", "retry", "99", .. server]);
        Assert.Equal((2, "tracker: error: work 99: there is none of this number; tracker work list prints them\n"), (unknown.ExitCode, unknown.Error));
    }
}
