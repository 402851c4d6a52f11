using System.Globalization;
using System.Text.Json;
using Tracker.Testing;

namespace Tracker.Cli.Tests;

/// <summary>The commands that work with the database, one after the other.</summary>
public class PanelTests(TestCluster cluster)
{
    [Fact]
    public async Task APanel_IsLoadedComputedAndPrinted_AndTwiceIsOnce()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        using var folder = new TemporaryFolder();
        var panel = folder["panel"];
        string[] server = ["--database", database.ConnectionString];

        await Refused(1, "no month is computed yet: tracker run does that", ["movers", .. server]);
        await Refused(2, "there is no data yet: expected a load, as by tracker ingest", ["run", .. server]);
        await Done(["generate", "--out", panel, "--consumers", "200", "--months", "26", "--format", "json"]);
        var bad = Directory.GetFiles(Path.Combine(panel, "events")).Order(StringComparer.Ordinal).First();
        await File.AppendAllTextAsync(bad, "=1+1,,,,\n", TestContext.Current.CancellationToken);

        var first = await Json(["ingest", panel, .. server]);
        Assert.Equal(1, first.GetProperty("rejected").GetInt64());
        Assert.Equal(26, first.GetProperty("months").GetArrayLength());
        Balanced(first);
        var again = await Json(["ingest", panel, .. server]);
        Assert.Equal(0, again.GetProperty("accepted").GetInt64());
        Assert.Equal(first.GetProperty("read").GetInt64(), again.GetProperty("read").GetInt64());
        Balanced(again);

        var rejects = await Done(["rejects", "--load", $"{first.GetProperty("load").GetInt32()}", "--format", "csv", .. server]);
        Assert.Equal("load,file,line,column,reason,raw", rejects.Lines[0]);
        Assert.Contains("\"'=1+1,,,,\"", Assert.Single(rejects.Lines[1..]), StringComparison.Ordinal);

        var run = await Done(["run", "--format", "json", .. server]);
        var movers = await Done(["movers", "--format", "json", .. server]);
        using var document = JsonDocument.Parse(movers.Output);
        Assert.Equal(
            ["rank", "month", "sector", "metric", "cii", "p", "q", "significant", "actual", "forecast", "lo80", "hi80", "impact", "percentChange"],
            document.RootElement[0].EnumerateObject().Select(property => property.Name).Take(14));
        Assert.Equal(run.Output, (await Done(["run", "--format", "json", .. server])).Output);
        Assert.Equal(movers.Output, (await Done(["movers", "--format", "json", .. server])).Output);

        var table = await Done(["movers", "--top", "3", .. server]);
        Assert.StartsWith("2025-10: ", table.Output, StringComparison.Ordinal);
        Assert.Equal(3, table.Lines.Count(line => line.TrimStart() is [>= '1' and <= '3', ' ', ..]));
        await Refused(1, "2025-09 is not computed: tracker run --month 2025-09 does that", ["movers", "--month", "2025-09", .. server]);
        await Refused(1, "2025-09 is not computed: tracker run --month 2025-09 does that", ["movers", "--by", "sector", "--month", "2025-09", .. server]);

        var series = document.RootElement.EnumerateArray().ToArray();
        var least = series[5].GetProperty("shareOfPanel").GetDouble();
        Assert.Equal(
            series.Where(mover => mover.GetProperty("shareOfPanel").ValueKind == JsonValueKind.Number && mover.GetProperty("shareOfPanel").GetDouble() >= least).Select(Rank),
            (await Json(["movers", "--min-impact", least.ToString("R", CultureInfo.InvariantCulture), .. server])).EnumerateArray().Select(Rank));
        Assert.All(series, mover => Assert.Contains($"{mover.GetProperty("metric").GetString()!.Replace('_', ' ')} of ", mover.GetProperty("explanation").GetString(), StringComparison.Ordinal));
        Assert.Equal(1.0, series[0].GetProperty("members").EnumerateObject().Sum(member => member.Value.GetDouble()), 1e-12);
        Assert.Contains(series[0].GetProperty("explanation").GetString()!, (await Done(["movers", "--explain", "--top", "1", .. server])).Output, StringComparison.Ordinal);

        var sectors = (await Json(["movers", "--by", "sector", .. server])).EnumerateArray().ToArray();
        Assert.Equal(series.Select(mover => mover.GetProperty("sector").GetString()).Distinct().Count(), sectors.Length);
        Assert.Equal(Enumerable.Range(1, sectors.Length), sectors.Select(Rank));
        var metrics = (await Json(["movers", "--by", "metric", .. server])).EnumerateArray().ToArray();
        Assert.Equal(series.Select(mover => mover.GetProperty("metric").GetString()).Distinct().Order(), metrics.Select(metric => metric.GetProperty("metric").GetString()).Order());
        Assert.All(metrics, metric => Assert.InRange(metric.GetProperty("realisedFalseAlarms").GetDouble(), 0, 0.2));
        Assert.StartsWith("2025-10: ", (await Done(["movers", "--by", "sector", .. server])).Output, StringComparison.Ordinal);
        Assert.StartsWith("2025-10: ", (await Done(["movers", "--by", "metric", .. server])).Output, StringComparison.Ordinal);
        var (sector, metric) = (series[0].GetProperty("sector").GetString()!, series[0].GetProperty("metric").GetString()!);
        var why = await Json(["decompose", sector, metric, .. server]);
        Assert.Equal((sector, metric, "2025-10", "expected"), (Text("sector"), Text("metric"), Text("month"), Text("reference")));
        Assert.Equal(series[0].GetProperty("impact").GetDouble(), why.GetProperty("change").GetDouble(), 1e-9 * Math.Abs(series[0].GetProperty("actual").GetDouble()));
        Assert.Equal(series[0].GetProperty("cii").GetDouble(), why.GetProperty("chain").GetProperty("cii").GetDouble());
        var file = folder["why.csv"];
        await Done(["decompose", sector, metric, "--reference", "12", "--attributes", "gender", "--min-consumers", "0", "--format", "csv", "--out", file, .. server]);
        Assert.StartsWith("gender,shareBefore,", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("notes ", (await Done(["decompose", sector, metric, .. server])).Output, StringComparison.Ordinal);
        await Refused(2, "attribute colour: expected some of age_group, ", ["decompose", sector, metric, "--attributes", "colour", .. server]);
        await Refused(2, "sector Nowhere: expected one of ", ["decompose", "Nowhere", metric, .. server]);
        await Refused(2, "reference 2031-01: expected a month of the data before 2025-10", ["decompose", sector, metric, "--reference", "2031-01", .. server]);
        await Refused(2, "reference never: expected a month, expected, 1, 2, 3 or 12", ["decompose", sector, metric, "--reference", "never", .. server]);
        var drivers = (await Json(["drivers", sector, metric, .. server])).EnumerateArray().ToArray();
        Assert.Equal(Enumerable.Range(1, drivers.Length), drivers.Select(Rank));
        Assert.Equal(
            ["month", "sector", "metric", "reference", "rank", "attribute", "importance", "gain", "p", "q", "epsilonSquared", "rankLow", "rankHigh", "top3Frequency", "acts", "sameAs", "values"],
            drivers[0].EnumerateObject().Select(property => property.Name).Take(17));
        Assert.Equal(
            series[0].GetProperty("actual").GetDouble(), drivers[0].GetProperty("panelAfter").GetDouble(), 1e-9 * Math.Abs(series[0].GetProperty("actual").GetDouble()));
        Assert.Equal("2024-10", drivers[0].GetProperty("reference").GetString());
        Assert.StartsWith(
            $"{metric} of {sector} in 2025-10, against 2025-07: ",
            (await Done(["drivers", sector, metric, "--reference", "3", "--attributes", "gender,region", .. server])).Output, StringComparison.Ordinal);
        await Refused(2, "attribute colour: expected some of age_group, ", ["drivers", sector, metric, "--attributes", "colour", .. server]);
        await Refused(2, "reference expected: expected a month, 1, 2, 3 or 12", ["drivers", sector, metric, "--reference", "expected", .. server]);
        await Refused(2, "month 2030-01: expected a complete month of the data", ["run", "--month", "2030-01", .. server]);

        string? Text(string name) => why.GetProperty(name).GetString();
    }

    private static int Rank(JsonElement record) => record.GetProperty("rank").GetInt32();

    [Fact]
    public async Task Targets_LoadedAfterwards_MakeTheMonthStale_AndItsRunSaysWhatTheWeightsCost()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        using var folder = new TemporaryFolder();
        var (panel, targets) = (folder["panel"], folder["targets"]);
        string[] server = ["--database", database.ConnectionString];
        await Done(["generate", "--out", panel, "--consumers", "200", "--months", "26", "--format", "json"]);
        await Json(["ingest", panel, .. server]);
        var plain = await Json(["run", .. server]);
        Assert.Equal(("no-targets", 1.0), (plain.GetProperty("weighting").GetString(), plain.GetProperty("largestWeight").GetDouble()));

        Directory.CreateDirectory(targets);
        await File.WriteAllTextAsync(
            Path.Combine(targets, "population.csv"), "month,gender,population\n2025-01,female,4000\n2025-01,male,1000\n2025-01,nobody,5\n", TestContext.Current.CancellationToken);
        var load = await Json(["ingest", targets, .. server]);
        Assert.Equal("2025-10", Assert.Single(load.GetProperty("stale").EnumerateArray()).GetString());
        var run = await Json(["run", .. server]);
        Assert.Equal(("exact", 5005.0), (run.GetProperty("weighting").GetString(), run.GetProperty("population").GetDouble()));
        Assert.InRange(run.GetProperty("effectiveSampleSize").GetDouble(), 10, plain.GetProperty("panelSize").GetInt32() - 1);
        Assert.Equal("gender=nobody into gender=female", Assert.Single(run.GetProperty("mergedCells").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task Database_ThatIsNotThere_IsOneLine()
    {
        await Refused(1, "no server answers", ["movers", "--database", "Host=127.0.0.1;Port=1;Database=x;Username=y;Timeout=2"]);
        await Refused(2, "/nowhere", ["ingest", "/nowhere", "--database", (await cluster.CreateDatabaseAsync()).ConnectionString]);
    }

    private static void Balanced(JsonElement books) => Assert.Equal(
        books.GetProperty("read").GetInt64(),
        books.GetProperty("accepted").GetInt64() + books.GetProperty("rejected").GetInt64() + books.GetProperty("duplicates").GetInt64());

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

    private static async Task Refused(int exitCode, string expected, string[] arguments)
    {
        var refused = await TrackerProcess.RunAsync(arguments);
        Assert.Equal((exitCode, ""), (refused.ExitCode, refused.Output));
        Assert.Contains(expected, refused.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1], StringComparison.Ordinal);
    }
}
