using System.Text.Json;
using Tracker.Testing;

namespace Tracker.Cli.Tests.Commands;

/// <summary>The reports on data, on one small panel with refused rows.</summary>
public class ReportsTests(TestCluster cluster)
{
    private const int Refused = 60;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reports_SayWhatWasLoadedAndWhatWasRefused()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        using var folder = new TemporaryFolder();
        string[] server = ["--database", database.ConnectionString];
        Assert.StartsWith("nothing was loaded yet", (await Done(["loads", .. server])).Output, StringComparison.Ordinal);

        var events = Path.Combine(folder["panel"], "events");
        Directory.CreateDirectory(events);
        await File.WriteAllTextAsync(Path.Combine(folder["panel"], "consumers.csv"), "consumer_id,region\nc1,west\nc2,\n", Cancel);
        await File.WriteAllTextAsync(Path.Combine(events, "2024.csv"), "consumer_id,occurred_at,sector,amount\nc1,2024-01-05,Food,10.50\nc2,2024-02-29,Food,4\n", Cancel);
        var lines = Enumerable.Range(0, Refused).Select(i => $"c1,2024-01-05,Food,\"=1+1, \"\"x{i}\"\"\"");
        await File.WriteAllTextAsync(Path.Combine(events, "bad.csv"), $"consumer_id,occurred_at,sector,amount\n{string.Join('\n', lines)}\n", Cancel);
        await Done(["ingest", folder["panel"], .. server]);
        await Done(["ingest", folder["panel"], .. server]);

        using var loads = JsonDocument.Parse((await Done(["loads", "--format", "json", .. server])).Output);
        Assert.Equal([2, 1], loads.RootElement.EnumerateArray().Select(load => load.GetProperty("load").GetInt32()));
        var (second, first) = (loads.RootElement[0], loads.RootElement[1]);
        Assert.Equal((2, 0, 2, 0, 1), (Number(first, "accepted"), Number(first, "duplicates"), Number(first, "consumersNew"), Number(second, "accepted"), Number(second, "dataVersion")));
        Assert.Equal((14.50m, 14.50m), (first.GetProperty("amountAccepted").GetDecimal(), second.GetProperty("amountDuplicates").GetDecimal()));
        Assert.Equal(["2024-01", "2024-02"], first.GetProperty("months").EnumerateArray().Select(month => month.GetString()!));
        var newest = await Done(["loads", "--top", "1", .. server]);
        Assert.StartsWith("2 loads. The newest 1:", newest.Output, StringComparison.Ordinal);

        using var coverage = JsonDocument.Parse((await Done(["coverage", "--format", "json", .. server])).Output);
        var (february, january) = (coverage.RootElement[0], coverage.RootElement[1]);
        Assert.Equal(("2024-02", "complete", "complete"), (Text(february, "month"), Text(february, "state"), Text(january, "state")));
        Assert.Equal((1, 2, 1, 1, 1), (Number(february, "events"), Number(february, "activeConsumers"), Number(february, "consumersWithEvents"), Number(february, "sectorsWithEvents"), Number(february, "daysWithEvents")));
        Assert.Equal((0, 1), (january.GetProperty("unknownSpend").GetDouble(), february.GetProperty("unknownSpendBy").GetProperty("region").GetDouble()));
        Assert.Equal("not judged: expected 3 past months with events or more, got 1", Text(february, "completeness"));
        Assert.Contains("100.0%", (await Done(["coverage", "--months", "1", .. server])).Output, StringComparison.Ordinal);

        var table = await Done(["rejects", .. server]);
        Assert.StartsWith($"{2 * Refused} rows were refused; tracker rejects --export rejects.csv writes all of them", table.Output, StringComparison.Ordinal);
        Assert.Single(table.Lines, line => line.Contains("bad.csv", StringComparison.Ordinal));
        var listed = await Done(["rejects", "--load", "1", "--format", "csv", .. server]);
        var written = await Done(["rejects", "--load", "1", "--export", folder["rejects.csv"], "--format", "json", .. server]);
        Assert.Equal(listed.Output, await File.ReadAllTextAsync(folder["rejects.csv"], Cancel));
        Assert.Equal($$"""{"file":"{{folder["rejects.csv"]}}","rows":{{Refused}}}""", written.Output.TrimEnd());
        Assert.Equal(listed.Output, (await Done(["rejects", "--load", "1", "--export", "-", .. server])).Output);
        Assert.Equal(Refused + 1, listed.Lines.Length);
        Assert.EndsWith("\"c1,2024-01-05,Food,\"\"=1+1, \"\"\"\"x0\"\"\"\"\"\"\"", listed.Lines[1], StringComparison.Ordinal);
    }

    private static string? Text(JsonElement record, string name) => record.GetProperty(name).GetString();

    private static long Number(JsonElement record, string name) => record.GetProperty(name).GetInt64();

    private static async Task<TrackerProcess> Done(string[] arguments)
    {
        var done = await TrackerProcess.RunAsync(arguments);
        Assert.True(done.ExitCode == 0, $"{arguments[0]}: {done.Error}");
        return done;
    }
}
