using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Tracker.Testing;

namespace Tracker.Cli.Tests;

/// <summary>Real transactions of a chain's loyalty cards, 264,834 rows of a year: to the cent, and movers of the last full month.</summary>
public class QuantiumTests(TestCluster cluster)
{
    [Fact]
    public async Task QuantiumsTransactions_LoadToTheCent_AndTheirLastMonthPrintsMovers()
    {
        using var folder = new TemporaryFolder();
        await using var database = await cluster.CreateDatabaseAsync();
        Map(SharedData.Find("quantium_chips/consumers.csv.gz"), folder["consumers.csv"], "consumer_id,lifestage,premium_segment");
        Directory.CreateDirectory(folder["events"]);
        Map(SharedData.Find("quantium_chips/transactions.csv.gz"), folder["events/all.csv"], "basket,consumer_id,occurred_at,sector,product,store,pack,quantity,amount");

        var books = await Json(["ingest", folder.Path, "--database", database.ConnectionString, "--format", "json"]);
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
    }

    /// <summary>The same rows under the names of the canonical layout.</summary>
    private static void Map(string source, string target, string header)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(source), CompressionMode.Decompress));
        using var writer = new StreamWriter(target);
        reader.ReadLine();
        writer.WriteLine(header);
        while (reader.ReadLine() is { } line)
            writer.WriteLine(line);
    }

    private static async Task<JsonElement> Json(string[] arguments)
    {
        var done = await TrackerProcess.RunAsync(arguments);
        Assert.True(done.ExitCode == 0, $"{arguments[0]}: {done.Error}");
        using var document = JsonDocument.Parse(done.Output);
        return document.RootElement.ValueKind == JsonValueKind.Array && arguments[0] == "run" ? document.RootElement[0].Clone() : document.RootElement.Clone();
    }
}
