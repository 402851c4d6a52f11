using System.Text.Json;
using Tracker.Testing;

namespace Tracker.Cli.Tests;

/// <summary>Real data with the ready-made mappings, and what people meet when they map their own.</summary>
public class DatasetTests(TestCluster cluster)
{
    [Theory]
    [InlineData("completejourney", "completejourney_sample/transactions.csv.gz", "2017-12", true)]
    [InlineData("online-retail", "online_retail/transactions.csv.gz", "2011-11", true)]
    [InlineData("ga-sessions", "ga_sessions/train_first5000_nested_json.csv.gz", "2017-05", false)] // three days in ten months are no series
    public async Task ARealDataSet_IsLoaded_AndItsLastMonthPrintsMovers_OrSaysWhyNot(string dataset, string file, string month, bool hasMovers)
    {
        var folder = Path.GetDirectoryName(SharedData.Find(file))!;
        await using var database = await cluster.CreateDatabaseAsync();
        string[] server = ["--database", database.ConnectionString];

        var books = await Json(["ingest", folder, "--dataset", Seed(dataset), .. server]);
        Assert.Equal(
            books.GetProperty("amountRead").GetDecimal(),
            new[] { "amountAccepted", "amountRejected", "amountDuplicates" }.Sum(name => books.GetProperty(name).GetDecimal()));
        Assert.Equal(month, (await Json(["run", .. server])).GetProperty("month").GetString());
        var movers = await TrackerProcess.RunAsync(["movers", .. server]);
        Assert.Equal(0, movers.ExitCode);
        Assert.StartsWith($"{month}: nothing is significant: no series of ", movers.Output, StringComparison.Ordinal);
        if (dataset == "completejourney")
        {
            // Brands are national or private; a year has a season, and of eleven months before there is a trend where anything passes.
            var bought = await TrackerProcess.RunAsync(["bought", "GROCERY", "purchases", .. server]);
            Assert.Equal(0, bought.ExitCode);
            Assert.StartsWith("purchases of GROCERY in 2017-12, against 2017-11: shares of purchases, ", bought.Output, StringComparison.Ordinal);
            Assert.Matches(@"brand +National", bought.Output);
            Assert.Contains("includes season: 2017-11 is another time of the year than 2017-12", bought.Error, StringComparison.Ordinal);
        }

        Assert.Equal(hasMovers, movers.Output.Contains("total_spend", StringComparison.Ordinal) || movers.Output.Contains("purchases", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ACheck_NeedsNoDatabase_AndLoadsNothing()
    {
        using var folder = new TemporaryFolder();
        WritePanel(folder, "c1,2024-01-05,Food,1.50\nc1,2024-01-05,Food,x\nc9,2024-02-05,Food,2\n");
        var environment = new Dictionary<string, string> { ["TRACKER_DATABASE"] = "Host=127.0.0.1;Port=1;Database=x;Username=y", ["TRACKER_HOME"] = folder["home"] };

        var check = await TrackerProcess.RunLineAsync($"tracker ingest '{folder.Path}' --check", null, environment);

        Assert.Equal(0, check.ExitCode);
        Assert.Contains("nothing was loaded, and nothing compared with a database", check.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["home"]));
        foreach (var line in new[] { "read 3", "accepted 1", "rejected 2", "amountAccepted 1.50", "amountRejected 2.00", "months 2024-01", "sectors Food: 1", "unknownAttributes region: 50.0%" })
            Assert.Contains(line, check.Lines.Select(text => string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries))));
        Assert.Contains("1 in events/a.csv, first in line 3: amount: expected an amount of money such as 12.34", check.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("currency: euro", "tracker: error: dataset.yaml line 1: currency: expected three capital letters such as EUR, got euro")]
    [InlineData("events: { files: ../*.csv }", "tracker: error: dataset.yaml line 1: files: expected a pattern of names below the folder, got ../*.csv, which leads out of it")]
    [InlineData("events: { files: nothing.csv }", "tracker: error: dataset.yaml line 1: files: expected files like nothing.csv in")]
    public async Task AMappingThatCannotBe_IsOneLine_AndBadInput(string yaml, string message)
    {
        using var folder = new TemporaryFolder();
        WritePanel(folder, "");
        await File.WriteAllTextAsync(folder["dataset.yaml"], yaml, TestContext.Current.CancellationToken);
        var refused = await TrackerProcess.RunAsync("ingest", folder.Path, "--check");
        Assert.Equal((2, ""), (refused.ExitCode, refused.Output));
        Assert.StartsWith(message, refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADatasetFileThatIsNotThere_IsBadInput()
    {
        using var folder = new TemporaryFolder();
        var refused = await TrackerProcess.RunAsync("ingest", folder.Path, "--check", "--dataset", folder["none.yaml"]);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("none.yaml: no such file", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACheck_OfRealData_HasTheBooksOfALoad()
    {
        var folder = Path.GetDirectoryName(SharedData.Find("online_retail/transactions.csv.gz"))!;
        var check = await Json(["ingest", folder, "--dataset", Seed("online-retail"), "--check"]);
        Assert.Equal(
            (541_909, 406_829, 135_080, 0),
            (check.GetProperty("read").GetInt32(), check.GetProperty("accepted").GetInt32(), check.GetProperty("rejected").GetInt32(), check.GetProperty("duplicates").GetInt32()));
        Assert.Equal(9_747_747.93m, check.GetProperty("amountRead").GetDecimal());
    }

    /// <summary>The example of the page, with files as its words describe them.</summary>
    [Fact]
    public async Task TheExampleOfTheDocumentation_Loads()
    {
        using var folder = Examples();

        var check = await Json(["ingest", folder.Path, "--check"]);

        Assert.Equal((4, 3, 1), (check.GetProperty("read").GetInt32(), check.GetProperty("accepted").GetInt32(), check.GetProperty("rejected").GetInt32()));
        Assert.Equal(["Groceries: 2", "Sport: 1"], check.GetProperty("sectors").EnumerateArray().Select(sector => sector.GetString()));
        Assert.Contains("the order was cancelled", check.GetProperty("reasons")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheTargetsOfTheDocumentation_AreJointCellsAndAMargin()
    {
        using var folder = Examples();

        var check = await Json(["ingest", folder["census"], "--check"]);

        Assert.Equal(
            [
                "age x region: 450 people, months 1; no consumer has age=35 to under 65, age=under 18, region=North, region=South",
                "sex: 450 people, months 1; no consumer has sex=female, sex=male",
            ],
            check.GetProperty("population").EnumerateArray().Select(table => table.GetString()));
        Assert.Equal(0, check.GetProperty("consumersRejected").GetInt32());
    }

    private static TemporaryFolder Examples()
    {
        var folder = new TemporaryFolder();
        foreach (var (name, text) in Blocks(File.ReadAllText(Path.Combine(Repository.Root, "docs", "datasets.md"))))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder[name])!);
            File.WriteAllText(folder[name], text);
        }

        return folder;
    }

    /// <summary>Fenced blocks whose line before says the name of the file in backquotes and ends with a colon.</summary>
    private static IEnumerable<(string Name, string Text)> Blocks(string page)
    {
        var parts = page.Split("```");
        for (var i = 1; i < parts.Length; i += 2)
        {
            var before = parts[i - 1].TrimEnd();
            if (before.EndsWith("`:", StringComparison.Ordinal))
                yield return (before[(before.LastIndexOf('`', before.Length - 3) + 1)..^2], parts[i][(parts[i].IndexOf('\n', StringComparison.Ordinal) + 1)..]);
        }
    }

    private static void WritePanel(TemporaryFolder folder, string rows)
    {
        Directory.CreateDirectory(folder["events"]);
        File.WriteAllText(folder["consumers.csv"], "consumer_id,region\nc1,west\nc2,\n");
        File.WriteAllText(folder["events/a.csv"], "consumer_id,occurred_at,sector,amount\n" + rows);
    }

    private static string Seed(string dataset) => Path.Combine(Repository.Root, "seeds", "datasets", $"{dataset}.yaml");

    private static async Task<JsonElement> Json(string[] arguments)
    {
        var done = await TrackerProcess.RunAsync([.. arguments, "--format", "json"]);
        Assert.True(done.ExitCode == 0, $"{arguments[0]}: {done.Error}");
        using var document = JsonDocument.Parse(done.Output);
        return document.RootElement.Clone();
    }
}
