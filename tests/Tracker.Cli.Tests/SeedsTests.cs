using System.Text.Json;
using Tracker.Testing;

namespace Tracker.Cli.Tests;

/// <summary>The whole way for several seeds: the planted mover comes first, and doing a thing twice equals doing it once.</summary>
public class SeedsTests(TestCluster cluster)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task GenerateIngestTwiceRunTwice_FindsThePlantedMover_AndTheSameBytes(int seed)
    {
        using var folder = new TemporaryFolder();
        await using var database = await cluster.CreateDatabaseAsync();
        string[] server = ["--database", database.ConnectionString, "--format", "json"];
        await Done(["generate", "--out", folder["panel"], "--consumers", "2000", "--months", "48", "--seed", $"{seed}"]);

        var first = Books(await Done(["ingest", folder["panel"], .. server]));
        var second = Books(await Done(["ingest", folder["panel"], .. server]));
        Assert.Equal(Directory.GetFiles(folder["panel/events"]).Sum(file => File.ReadLines(file).LongCount() - 1), first.Read);
        Assert.Equal((first.Read, 0, 0), (first.Accepted, first.Rejected, first.Duplicates));
        Assert.Equal((first.Read, 0, 0, first.Read), second);

        await Done(["run", "--movers-only", .. server]);
        var movers = await Done(["movers", .. server]);
        await Done(["run", "--movers-only", .. server]);
        Assert.Equal(movers, await Done(["movers", .. server]));

        using var truth = JsonDocument.Parse(await File.ReadAllTextAsync(folder["panel/truth.json"], TestContext.Current.CancellationToken));
        using var ranked = JsonDocument.Parse(movers);
        var planted = truth.RootElement.GetProperty("planted")[0];
        var top = ranked.RootElement[0];
        Assert.Equal(
            (planted.GetProperty("month").GetString(), planted.GetProperty("sector").GetString(), planted.GetProperty("metric").GetString()),
            (top.GetProperty("month").GetString(), top.GetProperty("sector").GetString(), top.GetProperty("metric").GetString()));
        Assert.True(top.GetProperty("significant").GetBoolean());
    }

    private static (long Read, long Accepted, long Rejected, long Duplicates) Books(string json)
    {
        using var document = JsonDocument.Parse(json);
        return (Count("read"), Count("accepted"), Count("rejected"), Count("duplicates"));

        long Count(string name) => document.RootElement.GetProperty(name).GetInt64();
    }

    private static async Task<string> Done(string[] arguments)
    {
        var done = await TrackerProcess.RunAsync(arguments);
        Assert.True(done.ExitCode == 0, $"{arguments[0]}: {done.Error}");
        return done.Output;
    }
}
