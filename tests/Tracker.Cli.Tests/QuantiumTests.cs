using System.Globalization;
using System.Text.Json;
using Tracker.Testing;

namespace Tracker.Cli.Tests;

/// <summary>Real transactions of a chain's loyalty cards, 264,834 rows of a year: to the cent, and movers of the last full month.</summary>
public class QuantiumTests(TestCluster cluster)
{
    [Fact]
    public async Task QuantiumsTransactions_LoadToTheCent_AndTheirLastMonthPrintsMovers()
    {
        var folder = Path.GetDirectoryName(SharedData.Find("quantium_chips/transactions.csv.gz"))!;
        await using var database = await cluster.CreateDatabaseAsync();
        var books = await Json(
            ["ingest", folder, "--dataset", Path.Combine(Repository.Root, "seeds/datasets/quantium.yaml"), "--database", database.ConnectionString, "--format", "json"]);
        Assert.Equal(264_834, books.GetProperty("read").GetInt64());
        Assert.Equal(264_834, books.GetProperty("accepted").GetInt64());
        Assert.Equal("1933115", books.GetProperty("amountAccepted").GetDecimal().ToString("0.##", CultureInfo.InvariantCulture));

        await Json(["run", "--database", database.ConnectionString, "--format", "json"]);
        var movers = await Json(["movers", "--database", database.ConnectionString, "--format", "json"]);
        Assert.NotEqual(0, movers.GetArrayLength());
        Assert.All(movers.EnumerateArray(), mover =>
        {
            Assert.Equal("2019-06", mover.GetProperty("month").GetString());
            Assert.Equal(JsonValueKind.Null, mover.GetProperty("q").ValueKind); // under 12 past errors there is no q
            Assert.NotEqual("conversion", mover.GetProperty("metric").GetString()); // every visit is a purchase: not applicable
        });

        var bought = (await Json(["bought", "KETTLE", "total_spend", "--database", database.ConnectionString, "--format", "json"])).EnumerateArray().ToArray();
        Assert.All(bought, item => Assert.Equal(("2019-06", "2019-05"), (item.GetProperty("month").GetString(), item.GetProperty("reference").GetString())));
        Assert.Equal(["merchant", "product", "word", "pair"], bought.Select(item => item.GetProperty("kind").GetString()).Distinct()); // the data has no brands beside its sectors
        Assert.Contains(bought, item => item.GetProperty("item").GetString() == "chilli");
        Assert.Equal(1, bought.Where(item => item.GetProperty("kind").GetString() == "product").Sum(item => item.GetProperty("shareAfter").GetDouble()), 1e-9);
        Assert.DoesNotContain(bought, item => item.GetProperty("q").ValueKind == JsonValueKind.Number && item.GetProperty("q").GetDouble() <= 0.05); // flat months
    }

    private static async Task<JsonElement> Json(string[] arguments)
    {
        var done = await TrackerProcess.RunAsync(arguments);
        Assert.True(done.ExitCode == 0, $"{arguments[0]}: {done.Error}");
        using var document = JsonDocument.Parse(done.Output);
        return document.RootElement.ValueKind == JsonValueKind.Array && arguments[0] == "run" ? document.RootElement[0].Clone() : document.RootElement.Clone();
    }
}
