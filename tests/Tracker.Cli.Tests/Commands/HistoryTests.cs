using System.Text.Json;
using Tracker.Testing;

namespace Tracker.Cli.Tests.Commands;

public class HistoryTests(TestCluster cluster)
{
    [Fact]
    public async Task History_PrintsEveryComputedMonth_InAllFormats()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        using var folder = new TemporaryFolder();
        string[] server = ["--database", database.ConnectionString];
        Assert.Contains("no month is computed yet", await Refused(["history", "--sector", "Groceries", .. server], 1), StringComparison.Ordinal);
        await Done(["generate", "--out", folder["panel"], "--consumers", "100", "--months", "20"]);
        await Done(["ingest", folder["panel"], .. server]);
        await Done(["run", "--from", "2025-08", "--to", "2025-10", .. server]);

        using var document = JsonDocument.Parse(await Done(["history", "--sector", "Groceries", "--format", "json", .. server]));
        var months = document.RootElement.EnumerateArray().ToArray();
        Assert.Equal(["2025-08", "2025-09", "2025-10"], months.Select(month => month.GetProperty("month").GetString()));
        Assert.Equal(
            ["month", "sector", "index", "rank", "metric", "cii", "p", "q", "significant", "metrics", "movers", "provisional"],
            months[0].EnumerateObject().Select(property => property.Name));
        using var sectors = JsonDocument.Parse(await Done(["movers", "--by", "sector", "--month", "2025-09", "--format", "json", .. server]));
        var september = sectors.RootElement.EnumerateArray().Single(sector => sector.GetProperty("sector").GetString() == "Groceries");
        Assert.Equal(september.GetProperty("index").GetDouble(), months[1].GetProperty("index").GetDouble());

        var csv = (await Done(["history", "--sector", "Groceries", "--from", "2025-09", "--format", "csv", .. server])).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, csv.Length);
        Assert.StartsWith("month,sector,index,rank,", csv[0], StringComparison.Ordinal);
        Assert.StartsWith("Groceries: 3 months computed of 2025-08 to 2025-10, ", await Done(["history", "--sector", "Groceries", .. server]), StringComparison.Ordinal);
        Assert.StartsWith("Groceries: no month of these is computed", await Done(["history", "--sector", "Groceries", "--to", "2025-07", .. server]), StringComparison.Ordinal);
        Assert.Contains("sector Grocery: expected one of ", await Refused(["history", "--sector", "Grocery", .. server], 2), StringComparison.Ordinal);

        using var movers = JsonDocument.Parse(await Done(["movers", "--format", "json", .. server]));
        Assert.All(movers.RootElement.EnumerateArray(), mover =>
        {
            Assert.Contains(mover.GetProperty("calendar").GetString(), new[] { "adjusted", "none" });
            var days = mover.GetProperty("daysIndex");
            Assert.Equal(days.ValueKind, mover.GetProperty("depthIndex").ValueKind);
            if (days.ValueKind == JsonValueKind.Number)
                Assert.InRange(days.GetDouble(), -100, 100);
        });
        Assert.Contains(movers.RootElement.EnumerateArray(), mover => mover.GetProperty("daysIndex").ValueKind == JsonValueKind.Number);
        Assert.Contains(movers.RootElement.EnumerateArray(), mover => mover.GetProperty("calendar").GetString() == "adjusted");
    }

    private static async Task<string> Done(string[] arguments)
    {
        var run = await TrackerProcess.RunAsync(arguments);
        Assert.True(run.ExitCode == 0, run.Error);
        return run.Output;
    }

    private static async Task<string> Refused(string[] arguments, int exitCode)
    {
        var run = await TrackerProcess.RunAsync(arguments);
        Assert.Equal(exitCode, run.ExitCode);
        return run.Error;
    }
}
