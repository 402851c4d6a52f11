using Dapper;
using Npgsql;
using Tracker.Core.Panel;
using Tracker.Storage.Ingest;
using Tracker.Testing;

namespace Tracker.Storage.Tests.Ingest;

public sealed class DatasetLoadTests(TestCluster cluster) : IAsyncLifetime
{
    private const string Header = "consumer_id,occurred_at,sector,amount";
    private TestDatabase test = null!;
    private TrackerDatabase database = null!;

    private NpgsqlDataSource Source => database.Source;

    public async ValueTask InitializeAsync()
    {
        test = await cluster.CreateDatabaseAsync();
        database = await test.OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        await test.DisposeAsync();
    }

    private Task<LoadReport> Load(PanelFolder folder) => Loader.LoadAsync(Source, folder.Path, null, CancellationToken.None);

    private async Task<string> Refused(PanelFolder folder) => (await Assert.ThrowsAsync<IngestException>(() => Load(folder))).Message;

    private async Task<IReadOnlyList<string>> Query(string sql) => [.. await Source.CreateConnection().QueryAsync<string>(sql)];

    [Fact]
    public async Task AnyLayout_IsLoaded_AndWhatIsLeftOutIsAReject()
    {
        using var folder = new PanelFolder().Write(
            "dataset.yaml",
            """
            currency: EUR
            consumers:
              files: people.csv
              delimiter: ;
              columns: { consumer_id: card, valid_from: { column: since, format: dd/MM/yyyy } }
              attributes:
                region: county
                age: { column: years, bins: [18, 35] }
                sex: { column: sex, values: { m: male, f: female, "?": "" } }
                source: { constant: survey }
            events:
              files: till/*.txt
              delimiter: tab
              columns:
                consumer_id: card
                occurred_at: { column: time, format: "dd/MM/yyyy HH:mm" }
                category: dept
                kind: { column: type, values: { S: purchase, R: refund }, empty: visit }
                amount: { product: [price, pieces] }
                quantity: pieces
                currency: money
                product: what
              leave_out:
                - { column: state, values: [cancelled, test], reason: the order was cancelled }
            taxonomy:
              sectors: { Food: [fruit, bread], Sport: [balls] }
            """).Write("people.csv", "card;since;county;years;sex", "c1;01/02/2024;west;17;m", "c2;;\"ea;st\";40;?", "c3;;;old;f");
        Directory.CreateDirectory(Path.Combine(folder.Path, "till"));
        folder.Write(
            "till/one.txt",
            "card\ttime\tdept\ttype\tprice\tpieces\tmoney\tstate\twhat",
            "c1\t05/01/2024 10:00\tfruit\tS\t2.50\t3\tEUR\t\tred, \"sweet\" apples",
            "c1\t06/01/2024 10:00\tfruit\tR\t2.50\t1\tEUR\t\t",
            "c2\t06/01/2024 10:01\tbread\t\t\t\tEUR\t\t",
            "c2\t06/01/2024 10:02\tballs\tS\t9\t1\tUSD\t\t",
            "c2\t06/01/2024 10:03\tballs\tS\t4\t1\tEUR\tcancelled\t",
            "c2\t06/01/2024 10:04\thats\tS\t5\t1\tEUR\t\t",
            "c3\t13/13/2024 10:04\tballs\tS\t6\t1\tEUR\t\t");

        var report = await Load(folder);

        Assert.Equal((7, 3, 4, 0), (report.Read, report.Accepted, report.Rejected, report.Duplicates));
        Assert.Equal((750 + 250, 900 + 400 + 500 + 600), (report.Amounts.AcceptedCents, report.Amounts.RejectedCents));
        Assert.Equal(
            ["age expected a number, for the attribute has bins; it is taken as unknown", "category a category that is not in the taxonomy",
                "currency expected the currency of the panel", "occurred_at expected a time such as dd/MM/yyyy HH:mm in the years 1970 to 2099",
                "state the order was cancelled"],
            await Query("SELECT \"column\" || ' ' || reason FROM warehouse.rejects ORDER BY 1"));
        Assert.Equal(
            ["c1 2024-02-01 {\"age\": \"under 18\", \"sex\": \"male\", \"region\": \"west\", \"source\": \"survey\"}",
                "c2 -infinity {\"age\": \"35 or more\", \"region\": \"ea;st\", \"source\": \"survey\"}", "c3 -infinity {\"sex\": \"female\", \"source\": \"survey\"}"],
            await Query("SELECT concat_ws(' ', external_id, valid_from, attributes) FROM warehouse.consumer_attributes JOIN warehouse.consumers USING (consumer_id) ORDER BY 1"));
        Assert.Equal(["red, \"sweet\" apples"], await Query("SELECT label FROM warehouse.labels"));
        Assert.Equal(["Food 1 750 3", "Food 2 -250 1", "Food 0 0 0"], await Query(
            "SELECT concat_ws(' ', name, kind, amount_cents, quantity) FROM warehouse.events JOIN warehouse.sectors USING (sector_id) ORDER BY occurred_at"));
        await Marts.AssertEqualTheEventsAsync(Source);
        Assert.Equal(0, (await Load(folder)).Accepted);
    }

    [Fact]
    public async Task LinesOfJson_InTheCanonicalLayout_AreAsGoodAsCsv_PlainAndCompressed()
    {
        using var folder = new PanelFolder()
            .Write("consumers.ndjson", """{"consumer_id":"c1","home":{"region":"west"},"age":30}""", """{"consumer_id":"c2","age":null}""", "{\"consumer_id\":", "")
            .Write(
                "events/a.ndjson",
                """{"event_id":"e1","consumer_id":"c1","occurred_at":"2024-01-05T10:00:00Z","sector":"Food","kind":"purchase","amount":10.50,"brand":"b \"x\""}""",
                """{"event_id":"e2","consumer_id":"c1","occurred_at":"2024-01-05T10:00:00Z","sector":"Food","amount":"2"}""",
                """{"event_id":"e3","consumer_id":"c1","occurred_at":"2024-01-05T10:00:00Z","amount":3}""",
                """{"event_id":"e4","consumer_id":{"id":"c1"},"amount":3}""",
                """[1]""")
            .Write("events/b.jsonl.gz", """{"consumer_id":"c2","occurred_at":"2024-01-06","sector":"Food","kind":"visit"}""");

        var report = await Load(folder);

        Assert.Equal((6, 3, 3, 0), (report.Read, report.Accepted, report.Rejected, report.Duplicates));
        Assert.Equal((1, 2, 1250, 300), (report.ConsumerRejects, report.ConsumersNew, report.Amounts.AcceptedCents, report.Amounts.RejectedCents));
        Assert.Equal(["{\"age\": \"30\", \"home.region\": \"west\"}", "{}"], await Query("SELECT attributes::text FROM warehouse.consumer_attributes ORDER BY consumer_id"));
        using var csv = new PanelFolder("c1,,", "c2,,").Events(
            "same.csv", "e1,c1,2024-01-05T10:00:00Z,Food,purchase,,10.50,,\"b \"\"x\"\"\",", "e2,c1,2024-01-05T10:00:00Z,Food,,,2,,,");
        Assert.Equal((0, 2), ((await Load(csv)).Accepted, (await Load(csv)).Duplicates));
    }

    [Fact]
    public async Task ConflictsInLinesOfJson_KeepTheirText()
    {
        using var folder = new PanelFolder("c1,,").Write(
            "events/a.ndjson",
            """{"event_id":"e1","consumer_id":"c1","occurred_at":"2024-01-05","sector":"Food","amount":1}""",
            """{"event_id":"e1","consumer_id":"c1","occurred_at":"2024-01-05","sector":"Food","amount":2}""");
        Assert.Equal((1, 1), ((await Load(folder)).Accepted, (await Load(folder)).Rejected));
        Assert.All(await Query("SELECT raw FROM warehouse.rejects"), raw => Assert.StartsWith("{\"event_id\":\"e1\"", raw, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ValidFrom_DatesTheAttributes_AndALaterRowIsAnotherOne()
    {
        using var folder = new PanelFolder().Write(
            "consumers.csv", "consumer_id,valid_from,region", "c1,,west", "c1,2024-03-01,east", "c1,2024-03-01,east", "c1,2024-06-01,north", "c2,01.03.2024,south");
        var first = await Load(folder);
        Assert.Equal((1, 1), (first.ConsumersNew, first.ConsumerRejects));
        string[] expected = ["-infinity west", "2024-03-01 east", "2024-06-01 north"];
        const string Sql = "SELECT concat_ws(' ', valid_from, attributes ->> 'region') FROM warehouse.consumer_attributes ORDER BY valid_from";
        Assert.Equal(expected, await Query(Sql));

        Assert.Equal(first.DataVersion, (await Load(folder)).DataVersion);
        using var later = new PanelFolder().Write("consumers.csv", "consumer_id,valid_from,region", "c1,2024-03-01,south");
        Assert.Equal((0, 1), ((await Load(later)).ConsumersNew, (await Load(folder)).ConsumersChanged));
        Assert.Equal(expected, await Query(Sql));
    }

    [Theory]
    [InlineData("first", "c1 phone, c2 tv", false)]
    [InlineData("first", "c1 phone, c2 tv", true)]
    [InlineData("last", "c1 desktop, c2 tv", false)]
    [InlineData("last", "c1 desktop, c2 tv", true)]
    public async Task ConsumersOfEvents_TakeTheFirstOrLastKnownValue_InAnyOrder(string take, string expected, bool reversed)
    {
        string[] rows =
        [
            "c1,2024-01-01,Food,1,", "c1,2024-01-02,Food,1,tablet", "c1,2024-01-02,Food,1,phone", "c1,2024-01-03,Food,1,desktop", "c1,2024-01-04,Food,1,",
            "c2,2024-01-03,Food,1,tv", ",2024-01-03,Food,1,tv", "c3,never,Food,1,tv",
        ];
        using var folder = new PanelFolder().Write("dataset.yaml", $"consumers: {{ from: events, take: {take}, attributes: {{ device: device }} }}")
            .Write("events/a.csv", [Header + ",device", .. reversed ? rows.Reverse() : rows]);

        var report = await Load(folder);

        Assert.Equal((6, 2, 2), (report.Accepted, report.Rejected, report.ConsumersNew));
        Assert.Equal(expected.Split(", "), await Query(
            "SELECT concat_ws(' ', external_id, attributes ->> 'device') FROM warehouse.consumer_attributes JOIN warehouse.consumers USING (consumer_id) ORDER BY 1"));
        Assert.Equal(report.DataVersion, (await Load(folder)).DataVersion);
    }

    [Fact]
    public async Task MonthsAndDays_AreThoseOfTheZone_AcrossTheChangeOfClocks_AndCorrectionsKnowIt()
    {
        const string Rows = "consumer_id,occurred_at,sector,amount,event_id";
        using var folder = new PanelFolder("c1,,").Write("dataset.yaml", "time_zone: Europe/London").Write(
            "events/a.csv", Rows,
            "c1,2024-03-31T00:30,Food,1,e1", "c1,2024-03-31T23:30,Food,2,e2", "c1,2024-04-01T00:30,Food,4,e3", "c1,2024-03-31T23:15:00Z,Food,8,e4",
            "c1,2024-10-27T01:30,Food,16,e5", "c1,2024-10-31T23:59:59,Food,32,e6", "c1,2024-11-01,Food,64,e7");
        await Load(folder);
        const string Months = "SELECT concat_ws(' ', month, sum(gross_cents)) FROM mart.sector_month GROUP BY month ORDER BY month";
        Assert.Equal(["2024-03-01 300", "2024-04-01 1200", "2024-10-01 4800", "2024-11-01 6400"], await Query(Months));
        Assert.Equal(["2024-04-01 2"], await Query("SELECT concat_ws(' ', day, events) FROM mart.sector_day WHERE day BETWEEN '2024-04-01' AND '2024-04-30'"));
        await Marts.AssertEqualTheEventsAsync(Source);

        using var newer = new PanelFolder().Write("events/b.csv", Rows, "c1,2024-03-31T12:00,Food,5,e3"); // in the panel's zone without saying so
        Assert.Equal([new Month(2024, 3), new Month(2024, 4)], (await Load(newer)).Months);
        Assert.Equal(["2024-03-01 800", "2024-04-01 800", "2024-10-01 4800", "2024-11-01 6400"], await Query(Months));
        await Marts.AssertEqualTheEventsAsync(Source);
    }

    [Fact]
    public async Task APanel_IsInOneZoneAndOneCurrency()
    {
        PanelFolder Folder(string yaml, string row) => new PanelFolder("c1,,").Write("dataset.yaml", yaml).Write("events/a.csv", Header, row);
        using var first = Folder("time_zone: Europe/Paris", "c1,2024-01-05,Food,1");
        using var named = Folder("currency: EUR", "c1,2024-01-06,Food,1");
        using var other = Folder("currency: USD", "c1,2024-01-07,Food,1");
        using var elsewhere = Folder("time_zone: Europe/London", "c1,2024-01-08,Food,1");
        using var silent = new PanelFolder("c1,,").Write("events/a.csv", Header, "c1,2024-01-09,Food,1");

        await Load(first);
        await Load(named); // the first that names one sets it
        Assert.Equal("dataset.yaml: currency USD, but the panel is in EUR: expected the same, or another database", await Refused(other));
        Assert.Equal("dataset.yaml: time_zone Europe/London, but the panel is in Europe/Paris: expected the same, or another database", await Refused(elsewhere));
        Assert.Equal(1, (await Load(silent)).Accepted);
        Assert.Equal(["Europe/Paris EUR"], await Query("SELECT concat_ws(' ', time_zone, currency) FROM warehouse.panel"));
    }

    [Theory]
    [InlineData("consumer_id: card\n    occurred_at: t\n    sector: s\n    amount: a", "dataset.yaml line 4: events/a.csv: expected a column card; it has consumer_id, occurred_at, sector, amount")]
    [InlineData("consumer_id: consumer_id\n    occurred_at: t.at\n    sector: s\n    amount: a", "dataset.yaml line 5: events/a.csv: expected a column t.at; it has")]
    [InlineData("consumer_id: consumer_id\n    occurred_at: occurred_at\n    sector: sector\n    amount: amount\n    currency: sector", "dataset.yaml line 8: a column of currencies: expected currency: at the top")]
    public async Task AColumnThatIsMissing_IsOneClearError(string columns, string message)
    {
        using var folder = new PanelFolder("c1,,").Write("events/a.csv", Header).WriteText("dataset.yaml", $"events:\n  files: events/*\n  columns:\n    {columns}\n");
        Assert.StartsWith(message, await Refused(folder), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFileInTwoSections_IsRefused_ForItWouldCountTwice()
    {
        using var folder = new PanelFolder("c1,,").Write("events/a.csv", Header).WriteText("dataset.yaml", "events:\n  - { files: events/* }\n  - { files: events/a.csv }\n");
        Assert.StartsWith("dataset.yaml line 3: files: events/a.csv is in two sections of events", await Refused(folder), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACheck_BooksWhatALoadWould_WithoutADatabase()
    {
        using var folder = new PanelFolder("c1,west,", "c2,east,").Events(
            "a.csv", "e1,c1,2024-01-05,Food,purchase,1,1,,,", "e1,c1,2024-01-05,Food,purchase,1,1,,,", "e2,c1,2024-02-05,Food,purchase,1,2,,,",
            "e2,c1,2024-02-05,Food,purchase,1,3,,,", "e3,c9,2024-02-05,Sport,purchase,1,4,,,", "e4,c9,2024-02-05,Sport,purchase,1,4,,,");

        var check = await FolderCheck.RunAsync(folder.Path, null, null, TestContext.Current.CancellationToken);
        var load = await Load(folder);

        Assert.Equal((load.Read, load.Accepted, load.Rejected, load.Duplicates, load.Amounts), (check.Read, check.Accepted, check.Rejected, check.Duplicates, check.Amounts));
        Assert.Equal((6, 2, 3, 1), (check.Read, check.Accepted, check.Rejected, check.Duplicates));
        Assert.Equal(load.Months, check.Months);
        Assert.Equal([new("Food", 2)], check.Sectors);
        Assert.Equal([("age", 1.0), ("region", 0.0)], check.UnknownShares);
        Assert.Equal(("events/a.csv", "consumer_id", 2L, 6L), (check.Reasons[0].File, check.Reasons[0].Column, check.Reasons[0].Count, check.Reasons[0].FirstLine));
    }
}
