using System.Text.Json;
using Tracker.Testing;

namespace Tracker.Cli.Tests.Commands;

/// <summary>A month whose files come in two parts: provisional at first, then stale, then revised.</summary>
public class RevisionsTests(TestCluster cluster)
{
    private const string Month = "2025-10";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AMonth_OfWhichAThirdCameLate_IsProvisionalThenStaleThenRevised()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        using var folder = new TemporaryFolder();
        string[] server = ["--database", database.ConnectionString];
        await Done(["generate", "--out", folder["panel"], "--consumers", "200", "--months", "20", "--scenario", "quiet"]);
        var file = Path.Combine(folder["panel"], "events", $"{Month}.csv");
        var whole = await File.ReadAllLinesAsync(file, Cancel);
        await File.WriteAllLinesAsync(file, whole.Where((_, line) => line == 0 || line % 3 > 0 || line == whole.Length - 1), Cancel);
        await Done(["ingest", folder["panel"], .. server]);

        var run = await Json(["run", .. server]);
        Assert.Equal((Month, true, null), (Text(run, "month"), run.GetProperty("provisional").GetBoolean(), Text(run, "revisedBecause")));
        Assert.Contains(" of the median of 12 past months, expected 80% or more", Text(run, "completeness"), StringComparison.Ordinal);
        Assert.Contains($"{Month} is provisional, its loads look incomplete: ", (await Done(["movers", .. server])).Output, StringComparison.Ordinal);
        Assert.Equal("provisional", Text((await Json(["coverage", "--months", "1", .. server]))[0], "state"));
        Assert.StartsWith("no published result was revised", (await Done(["revisions", .. server])).Output, StringComparison.Ordinal);
        Assert.StartsWith("no published month is stale", (await Done(["run", "--stale", .. server])).Output, StringComparison.Ordinal);

        await File.WriteAllLinesAsync(file, whole, Cancel);
        await Done(["ingest", folder["panel"], .. server]);
        Assert.Equal("stale", Text((await Json(["coverage", "--months", "1", .. server]))[0], "state"));
        var revised = Assert.Single((await Json(["run", "--stale", .. server])).EnumerateArray());
        Assert.False(revised.GetProperty("provisional").GetBoolean());
        Assert.Matches($"^load 2: [0-9,]+ rows added to and 0 taken from {Month}$", Text(revised, "revisedBecause")!);
        Assert.Equal("published", Text((await Json(["coverage", "--months", "1", .. server]))[0], "state"));

        var movers = (await Json(["movers", .. server])).EnumerateArray().ToDictionary(mover => (Text(mover, "sector"), Text(mover, "metric")));
        var revisions = await Json(["revisions", "--month", Month, .. server]);
        foreach (var revision in revisions.EnumerateArray().Where(revision => revision.GetProperty("newCii").ValueKind == JsonValueKind.Number))
        {
            var mover = movers[(Text(revision, "sector"), Text(revision, "metric"))];
            Assert.Equal(mover.GetProperty("cii").GetDouble(), revision.GetProperty("newCii").GetDouble());
            Assert.Equal(mover.GetProperty("rank").GetInt32(), revision.GetProperty("newRank").GetInt32());
        }

        var changes = revisions.EnumerateArray().Select(revision => Math.Abs(revision.GetProperty("change").GetDouble())).ToArray();
        Assert.Equal(changes.OrderDescending(), changes);
        var table = await Done(["revisions", "--top", "2", .. server]);
        Assert.StartsWith($"{Month}: {changes.Length} series changed, because of load 2: ", table.Output, StringComparison.Ordinal);
        Assert.Contains($"The first 2 of {changes.Length}:", table.Output, StringComparison.Ordinal);

        var both = await TrackerProcess.RunAsync(["run", "--stale", "--month", Month, .. server]);
        Assert.Equal((2, $"tracker: error: run: expected --month {Month} or --stale, got both"), (both.ExitCode, both.Error.TrimEnd()));
    }

    private static string? Text(JsonElement record, string name) => record.GetProperty(name).GetString();

    private static async Task<JsonElement> Json(string[] arguments)
    {
        using var document = JsonDocument.Parse((await Done([.. arguments, "--format", "json"])).Output);
        return document.RootElement.Clone();
    }

    private static async Task<TrackerProcess> Done(string[] arguments)
    {
        var done = await TrackerProcess.RunAsync(arguments);
        Assert.True(done.ExitCode == 0, $"{arguments[0]}: {done.Error}");
        return done;
    }
}
