using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Dapper;
using Npgsql;
using Tracker.Storage.Ingest;
using Tracker.Testing;

namespace Tracker.Storage.Tests.Ingest;

/// <summary>Four real data sets with the ready-made mappings of seeds/datasets: balanced to the cent, and the same rows in other files change nothing.</summary>
public sealed class RealDataTests(TestCluster cluster)
{
    [Theory]
    [InlineData("quantium", "quantium_chips", 264_834, 0, 193_311_500, 72_637)]
    [InlineData("completejourney", "completejourney_sample", 75_000, 0, 23_393_524, 2_377)]
    [InlineData("online-retail", "online_retail", 541_909, 135_080, 974_774_793, 4_372)]
    [InlineData("ga-sessions", "ga_sessions", 5_000, 0, 803_764, 4_643)]
    public async Task ADataSet_IsBookedToTheCent_AndTheSameRowsInOtherFilesChangeNothing(
        string dataset, string folder, long read, long rejected, long cents, int consumers)
    {
        var raw = SharedData.Find(folder);
        var mapping = Path.Combine(Repository.Root, "seeds", "datasets", $"{dataset}.yaml");
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();

        var first = await Loader.LoadAsync(database.Source, raw, mapping, null, TestContext.Current.CancellationToken);

        Assert.Equal((read, read - rejected, rejected, 0), (first.Read, first.Accepted, first.Rejected, first.Duplicates));
        Assert.Equal((cents, consumers), (first.Amounts.ReadCents, first.ConsumersNew));
        await Marts.AssertEqualTheEventsAsync(database.Source);
        await AssertKnownFacts(dataset, database.Source);

        using var other = new PanelFolder();
        Resplit(raw, other, mapping);
        var second = await Loader.LoadAsync(database.Source, other.Path, null, null, TestContext.Current.CancellationToken);
        Assert.Equal((read, 0, rejected, read - rejected), (second.Read, second.Accepted, second.Rejected, second.Duplicates));
        Assert.Equal((0, 0, first.DataVersion), (second.ConsumersNew, second.ConsumersChanged, second.DataVersion));
    }

    /// <summary>Lines of JSON with the same values, and the flat table of the same sessions, are the same events.</summary>
    [Fact]
    public async Task TheWebSessions_AreTheSame_NestedInCsv_AsLinesOfJson_AndFlat()
    {
        var nested = SharedData.Find("ga_sessions/train_first5000_nested_json.csv.gz");
        var mapping = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "seeds/datasets/ga-sessions.yaml"), TestContext.Current.CancellationToken);
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        using var lines = new PanelFolder().WriteText("dataset.yaml", mapping.Replace("\"*nested_json.csv*\"", "sessions.ndjson.gz", StringComparison.Ordinal))
            .Write("sessions.ndjson.gz", [.. Records(nested).Skip(1).Select(record => ToJson(Records(nested).First(), record))]);
        using var flat = new PanelFolder().WriteText("dataset.yaml", mapping.Replace("\"*nested_json.csv*\"", "flat.csv.gz", StringComparison.Ordinal));
        File.Copy(SharedData.Find("ga_sessions/train_first5000_flat.csv.gz"), Path.Combine(flat.Path, "flat.csv.gz"));

        var first = await Loader.LoadAsync(database.Source, lines.Path, null, null, TestContext.Current.CancellationToken);
        await AssertKnownFacts("ga-sessions", database.Source);
        var csv = await Loader.LoadAsync(
            database.Source, Path.GetDirectoryName(nested)!, Path.Combine(Repository.Root, "seeds/datasets/ga-sessions.yaml"), null, TestContext.Current.CancellationToken);
        var table = await Loader.LoadAsync(database.Source, flat.Path, null, null, TestContext.Current.CancellationToken);

        Assert.Equal((5_000, 5_000, 5_000), (first.Accepted, csv.Duplicates, table.Duplicates));
        Assert.Equal((first.DataVersion, first.DataVersion), (csv.DataVersion, table.DataVersion));
    }

    private static async Task AssertKnownFacts(string dataset, NpgsqlDataSource source)
    {
        var connection = source.CreateConnection();
        if (dataset == "ga-sessions")
        {
            // The days of the file's own date column, which is in the store's zone; visits, transactions and revenue.
            Assert.Equal(
                ["2016-09-02 2613", "2017-01-26 2209", "2017-06-23 178"],
                await connection.QueryAsync<string>("SELECT concat_ws(' ', day, sum(visits)) FROM mart.sector_day GROUP BY day ORDER BY day"));
            Assert.Equal((5_000L, 54L, 803_764L), await connection.QuerySingleAsync<(long, long, long)>(
                "SELECT sum(visits)::bigint, sum(purchases)::bigint, sum(gross_cents)::bigint FROM mart.sector_month"));
        }
        else if (dataset == "completejourney")
        {
            Assert.Equal(801, await connection.QuerySingleAsync<long>("SELECT count(*) FROM warehouse.consumer_attributes WHERE attributes ? 'age'"));
        }
        else if (dataset == "online-retail")
        {
            Assert.Equal(
                ["consumer_id expected a consumer, got nothing 135080"],
                await connection.QueryAsync<string>("SELECT concat_ws(' ', \"column\", reason, count(*)) FROM warehouse.rejects GROUP BY \"column\", reason"));
        }
    }

    /// <summary>The events backwards, in two files of other names, one of them plain; consumers backwards and plain.</summary>
    private static void Resplit(string raw, PanelFolder folder, string mapping)
    {
        var yaml = File.ReadAllText(mapping);
        var eventsName = yaml.Contains("nested_json", StringComparison.Ordinal) ? "train_first5000_nested_json.csv.gz" : "transactions.csv.gz";
        var records = Records(Path.Combine(raw, eventsName)).ToList();
        var (header, rows) = (records[0], records.Skip(1).Reverse().ToList());
        var half = rows.Count / 3;
        folder.WriteText("b.csv", string.Concat(rows.Take(half).Prepend(header).Select(row => row + "\r\n")));
        folder.WriteText("a.csv.gz", string.Concat(rows.Skip(half).Prepend(header).Select(row => row + "\n")));
        folder.WriteText("dataset.yaml", yaml.Replace("\"*nested_json.csv*\"", "[a.*, b.*]", StringComparison.Ordinal)
            .Replace("transactions.csv.gz", "[a.*, b.*]", StringComparison.Ordinal).Replace("consumers.csv.gz", "people.csv", StringComparison.Ordinal));
        if (File.Exists(Path.Combine(raw, "consumers.csv.gz")))
        {
            var consumers = Records(Path.Combine(raw, "consumers.csv.gz")).ToList();
            folder.Write("people.csv", [consumers[0], .. consumers.Skip(1).Reverse()]);
        }
    }

    /// <summary>No field of these files holds a line break.</summary>
    private static IEnumerable<string> Records(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
            yield return line;
    }

    private static string ToJson(string header, string record)
    {
        var fields = new Storage.Ingest.Csv.RecordFields(Encoding.UTF8.GetBytes(record), 1);
        fields.MoveNext();
        var json = new StringBuilder("{");
        var names = header.Split(',');
        for (var i = 0; i < names.Length; i++)
        {
            var text = fields.Text(i);
            json.Append(i == 0 ? "" : ",").Append('"').Append(names[i]).Append("\":").Append(text.StartsWith('{') ? text : JsonSerializer.Serialize(text));
        }

        return json.Append('}').ToString();
    }
}
