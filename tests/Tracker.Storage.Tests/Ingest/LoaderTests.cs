using Dapper;
using Npgsql;
using Tracker.Core.Panel;
using Tracker.Storage.Ingest;
using Tracker.Testing;

namespace Tracker.Storage.Tests.Ingest;

public sealed class LoaderTests(TestCluster cluster) : IAsyncLifetime
{
    private TestDatabase test = null!;
    private TrackerDatabase database = null!;

    private NpgsqlDataSource Source => database.Source;

    public async ValueTask InitializeAsync()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        test = await cluster.CreateDatabaseAsync();
        database = await test.OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        await test.DisposeAsync();
    }

    private Task<LoadReport> Load(PanelFolder folder) => Loader.LoadAsync(Source, folder.Path, null, CancellationToken.None);

    private static PanelFolder Small() => new PanelFolder("c1,west,30", "c2,east,", "c3,west,50").Events(
        "2024-01.csv",
        "e1,c1,2024-01-05T10:00:00Z,Food,purchase,1,10.50,m1,b1,corn chips",
        "e2,c2,2024-01-06T10:00:00Z,Food,visit,,,,,",
        "e3,c1,2024-01-31T23:59:59Z,Food,refund,1,2.25,m1,b1,corn chips").Events(
        "2024-02.csv",
        "e4,c3,2024-02-01T00:00:00Z,Sports,purchase,2,99.99,m2,b2,\"ball, red\"");

    [Fact]
    public async Task Rows_AreAccepted_AndTheMartsHoldTheirSums()
    {
        using var folder = Small();
        var report = await Load(folder);

        Assert.Equal((4, 4, 0, 0), (report.Read, report.Accepted, report.Rejected, report.Duplicates));
        Assert.Equal(11_274, report.Amounts.AcceptedCents); // the sign of the file: 10.50 + 2.25 + 99.99
        Assert.Equal([new Month(2024, 1), new Month(2024, 2)], report.Months);
        var january = await MonthAsync("2024-01-01", "Food");
        Assert.Equal(new Measures(1050, 225, 1, 2, 1), january);
        Assert.Equal(new Measures(9999, 0, 1, 1, 1), await MonthAsync("2024-02-01", "Sports"));
        await Marts.AssertEqualTheEventsAsync(Source);
    }

    [Fact]
    public async Task TheSameFilesAgain_RenamedOrCompressed_ChangeNothing()
    {
        using var folder = Small();
        var first = await Load(folder);
        File.Move(Path.Combine(folder.Path, "events/2024-01.csv"), Path.Combine(folder.Path, "events/renamed.csv"));
        folder.WriteBytes("events/2024-02.csv.gz", File.ReadAllBytes(Path.Combine(folder.Path, "events/2024-02.csv")));
        File.Delete(Path.Combine(folder.Path, "events/2024-02.csv"));
        var before = await MartDigest.OfAsync(Source);

        var second = await Load(folder);

        Assert.Equal((4, 0, 0, 4), (second.Read, second.Accepted, second.Rejected, second.Duplicates));
        Assert.Equal(first.Amounts.AcceptedCents, second.Amounts.DuplicateCents);
        Assert.Empty(second.Months);
        Assert.Equal(first.DataVersion, second.DataVersion);
        Assert.Equal(before, await MartDigest.OfAsync(Source));
    }

    [Fact]
    public async Task TheSameIdWithOtherContent_InANewerLoad_Corrects_EvenIntoAnotherMonth()
    {
        using var folder = Small();
        await Load(folder);
        using var newer = new PanelFolder().Events("late.csv", "e1,c1,2024-03-05T10:00:00Z,Food,purchase,1,20.00,m1,b1,corn chips");

        var report = await Load(newer);

        Assert.Equal((1, 1, 1), (report.Read, report.Accepted, report.Corrected));
        Assert.Equal([new Month(2024, 1), new Month(2024, 3)], report.Months);
        Assert.Equal(new Measures(0, 225, 0, 1, 0), await MonthAsync("2024-01-01", "Food"));
        Assert.Equal(new Measures(2000, 0, 1, 1, 1), await MonthAsync("2024-03-01", "Food"));
        await Marts.AssertEqualTheEventsAsync(Source);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task TheSameIdWithOtherContent_InOneLoad_IsAReject_TheSameOneInAnyOrder(bool reversed)
    {
        string[] rows =
        [
            "e1,c1,2024-01-05T10:00:00Z,Food,purchase,1,10.00,,,",
            "e1,c1,2024-01-05T10:00:00Z,Food,purchase,1,11.00,,,",
        ];
        using var folder = new PanelFolder("c1,,").Events("a.csv", reversed ? [.. rows.Reverse()] : rows);

        var first = await Load(folder);
        var second = await Load(folder);

        Assert.Equal((2, 1, 1, 0), (first.Read, first.Accepted, first.Rejected, first.Duplicates));
        Assert.Equal((2, 0, 1, 1), (second.Read, second.Accepted, second.Rejected, second.Duplicates));
        var reject = await Source.CreateConnection().QueryFirstAsync<(string Column, string Raw)>("SELECT \"column\", raw FROM warehouse.rejects");
        Assert.Equal("event_id", reject.Column);
        var kept = await Source.CreateConnection().QuerySingleAsync<long>("SELECT amount_cents FROM warehouse.events");
        Assert.Contains(kept == 1000 ? "11.00" : "10.00", reject.Raw);
    }

    [Fact]
    public async Task WithoutIds_EqualRowsOfOneLoadAreKept_AndALaterLoadAddsOnlyWhatIsMissing()
    {
        const string Header = "consumer_id,occurred_at,sector,amount";
        const string Row = "c1,2024-01-05,Food,1.00";
        using var two = new PanelFolder("c1,,").Write("events/a.csv", Header, Row, Row);
        using var three = new PanelFolder().Write("events/b.csv", Header, Row, Row, Row);

        Assert.Equal((2, 0), Of(await Load(two)));
        Assert.Equal((0, 2), Of(await Load(two)));
        Assert.Equal((1, 2), Of(await Load(three)));
        Assert.Equal(new Measures(300, 0, 3, 3, 1), await MonthAsync("2024-01-01", "Food"));
        await Marts.AssertEqualTheEventsAsync(Source);

        static (long, long) Of(LoadReport report) => (report.Accepted, report.Duplicates);
    }

    [Fact]
    public async Task TheOrderOfRowsAndFiles_ChangesNothing()
    {
        using var folder = Small();
        await Load(folder);
        var expected = await MartDigest.OfAsync(Source);

        await using var otherTest = await cluster.CreateDatabaseAsync();
        await using var other = await otherTest.OpenAsync();
        using var shuffled = new PanelFolder("c3,west,50", "c1,west,30", "c2,east,").Events(
            "z.csv",
            "e4,c3,2024-02-01T00:00:00Z,Sports,purchase,2,99.99,m2,b2,\"ball, red\"",
            "e3,c1,2024-01-31T23:59:59Z,Food,refund,1,2.25,m1,b1,corn chips").Events(
            "a.csv",
            "e2,c2,2024-01-06T10:00:00Z,Food,visit,,,,,",
            "e1,c1,2024-01-05T10:00:00Z,Food,purchase,1,10.50,m1,b1,corn chips");
        await Loader.LoadAsync(other.Source, shuffled.Path, null, CancellationToken.None);

        Assert.Equal(expected, await MartDigest.OfAsync(other.Source));
    }

    [Theory]
    [InlineData("e9,c1,2024-01-05,Food,purchase,1,abc,,,", "amount")]
    [InlineData("e9,c1,2024-01-05,Food,purchase,1,NaN,,,", "amount")]
    [InlineData("e9,c1,2024-01-05,Food,purchase,1,1e30,,,", "amount")]
    [InlineData("e9,c1,2024-01-05,Food,purchase,1,-5,,,", "amount")]
    [InlineData("e9,c1,2024-01-05,Food,purchase,1,,,,", "amount")]
    [InlineData("e9,c1,2024-01-05,Food,visit,1,5,,,", "amount")]
    [InlineData("e9,c1,2024-02-31,Food,purchase,1,5,,,", "occurred_at")]
    [InlineData("e9,c1,1900-01-01,Food,purchase,1,5,,,", "occurred_at")]
    [InlineData("e9,c1,2100-01-01,Food,purchase,1,5,,,", "occurred_at")]
    [InlineData("e9,nobody,2024-01-05,Food,purchase,1,5,,,", "consumer_id")]
    [InlineData("e9,,2024-01-05,Food,purchase,1,5,,,", "consumer_id")]
    [InlineData("e9,c1,2024-01-05,,purchase,1,5,,,", "sector")]
    [InlineData("e9,c1,2024-01-05,Food,gift,1,5,,,", "kind")]
    [InlineData("e9,c1,2024-01-05,Food,purchase,many,5,,,", "quantity")]
    [InlineData(",c1,2024-01-05,Food,purchase,1,5,,,", "event_id")]
    [InlineData("e9,c1,2024-01-05,Food,purchase,1,5,,", null)]
    [InlineData("e9,c1,2024-01-05,Food,purchase,1,5,,,,", null)]
    [InlineData("e9,c1,2024-01-05,Food,purchase,1,5,,,\"open", null)]
    [InlineData("e9,c1,2024-01-05,Food,purchase,1,5,,,a\0b", null)]
    public async Task ABadRow_IsRejectedWithItsColumn_AndTheOthersAreKept(string row, string? column)
    {
        using var folder = new PanelFolder("c1,,").Events("a.csv", "e1,c1,2024-01-05,Food,purchase,1,5,,,", row);

        var report = await Load(folder);

        Assert.Equal((2, 1, 1, 0), (report.Read, report.Accepted, report.Rejected, report.Duplicates));
        var reject = await Source.CreateConnection().QuerySingleAsync<(string File, long Line, string? Column)>(
            "SELECT file, line, \"column\" FROM warehouse.rejects");
        Assert.Equal(("events/a.csv", 3L, column), reject);
    }

    [Theory]
    [InlineData("consumer_id,occurred_at,amount\n", "sector or category")]
    [InlineData("consumer_id,occurred_at,sector\n", "expected a column amount")]
    [InlineData("sector,sector,consumer_id,occurred_at,amount\n", "stands twice")]
    public async Task AHeaderThatCannotBeUsed_IsOneClearError(string text, string message)
    {
        using var folder = new PanelFolder("c1,,").WriteText("events/a.csv", text);

        var error = await Assert.ThrowsAsync<IngestException>(() => Load(folder));

        Assert.Contains("events/a.csv", error.Message);
        Assert.Contains(message, error.Message);
        await AssertNothingIsThere();
    }

    [Fact]
    public async Task AGzipFileThatWasCutShort_FailsTheLoad_AndNothingOfItIsKept()
    {
        using var folder = Small();
        var rows = string.Concat(Enumerable.Range(0, 50_000).Select(i => $"x{i},c1,2024-01-05,Food,purchase,1,{i % 97}.25,,,\n"));
        var whole = PanelFolder.Gzip(System.Text.Encoding.UTF8.GetBytes(PanelFolder.Header + "\n" + rows));
        File.WriteAllBytes(Path.Combine(folder.Path, "events/cut.csv.gz"), whole[..(whole.Length / 2)]);

        var error = await Assert.ThrowsAsync<IngestException>(() => Load(folder));

        Assert.Contains("events/cut.csv.gz: the compressed data ends early", error.Message);
        await AssertNothingIsThere();
    }

    [Fact]
    public async Task AnEmptyFolder_AndAMissingOne_AreClearErrors()
    {
        using var empty = new PanelFolder();
        Assert.Contains("expected consumers.csv or events", (await Assert.ThrowsAsync<IngestException>(() => Load(empty))).Message);
        var missing = await Assert.ThrowsAsync<IngestException>(() => Loader.LoadAsync(Source, empty.Path + "-not", null, CancellationToken.None));
        Assert.Contains("no such folder", missing.Message);
    }

    [Fact]
    public async Task WhatAKilledLoadLeft_IsDroppedByTheNext()
    {
        await Source.CreateConnection().ExecuteAsync("CREATE TABLE staging.load_77_events_2024_01 (a int)");
        using var folder = Small();
        await Load(folder);
        Assert.Empty(await Source.CreateConnection().QueryAsync<string>("SELECT tablename FROM pg_tables WHERE schemaname = 'staging'"));
    }

    [Fact]
    public async Task BrandsAndWordsOfProducts_CanBeCounted()
    {
        using var folder = Small();
        await Load(folder);
        using var more = new PanelFolder().Events("more.csv", "e8,c2,2024-01-09,Food,purchase,1,4.00,m1,b1,Corn-Flakes 500g!", "e9,c3,2024-01-09,Food,purchase,1,4.00,m1,,corn chips");
        await Load(more);

        var words = await Source.CreateConnection().QueryAsync<(string Word, long Purchases, long Buyers)>(
            """
            SELECT word, count(*), count(DISTINCT consumer_id) FROM warehouse.events JOIN warehouse.product_words USING (product_id)
            WHERE kind = 1 AND occurred_at < '2024-02-01Z' GROUP BY word ORDER BY word
            """);
        Assert.Equal([("500g", 1, 1), ("chips", 2, 2), ("corn", 3, 3), ("flakes", 1, 1)], words);
        var brands = await Source.CreateConnection().QueryAsync<(string Brand, long Purchases)>(
            """
            SELECT label, count(*) FROM warehouse.events JOIN warehouse.labels ON (labels.kind, label_id) = (2, brand_id)
            WHERE events.kind = 1 AND occurred_at < '2024-02-01Z' GROUP BY label
            """);
        Assert.Equal([("b1", 2)], brands);
    }

    [Fact]
    public async Task EightLoadsAtOnce_AreOneAfterTheOther_AndShareWhatTheyHaveInCommon()
    {
        using var consumers = new PanelFolder("c1,west,30");
        await Load(consumers);
        PanelFolder[] folders =
        [
            .. Enumerable.Range(0, 8).Select(i => new PanelFolder().Events(
                "a.csv",
                "shared,c1,2024-01-05,Food,purchase,1,5,same shop,,",
                $"own{i},c1,2024-0{1 + i % 3}-06,Food,purchase,1,{i + 1},shop {i},,")),
        ];

        var reports = await Task.WhenAll(folders.Select(Load));

        Assert.Equal((16, 9, 7), (reports.Sum(report => report.Read), reports.Sum(report => report.Accepted), reports.Sum(report => report.Duplicates)));
        Assert.Equal(8, reports.Select(report => report.Load).Distinct().Count());
        await Marts.AssertEqualTheEventsAsync(Source);
        foreach (var folder in folders)
            folder.Dispose();
    }

    [Fact]
    public async Task ABombOfGzip_IsOneReject_InLittleMemory()
    {
        using var bomb = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(bomb, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(System.Text.Encoding.UTF8.GetBytes(PanelFolder.Header + "\n"));
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 300; i++)
                gzip.Write(zeros);
        }

        using var folder = new PanelFolder("c1,,").WriteRaw("events/bomb.csv.gz", bomb.ToArray());
        var before = GC.GetTotalAllocatedBytes(precise: true);

        var report = await Load(folder);

        Assert.Equal((1, 0, 1), (report.Read, report.Accepted, report.Rejected));
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 100L << 20);
    }

    [Fact]
    public async Task AFileThatMayNotBeRead_IsOneClearError()
    {
        Assert.SkipWhen(Environment.UserName == "root", "root may read every file");
        using var folder = Small();
        var file = Path.Combine(folder.Path, "events/2024-01.csv");
        File.SetUnixFileMode(file, UnixFileMode.None);
        Assert.Contains("events/2024-01.csv", (await Assert.ThrowsAsync<IngestException>(() => Load(folder))).Message);
        await AssertNothingIsThere();
    }

    [Fact]
    public async Task ACategory_GoesToTheSectorOfTheTaxonomy_AndAnUnknownOneToTheRejects()
    {
        using var folder = new PanelFolder("c1,,").Write("taxonomy.csv", "category,sector", "apples,Food", "balls,Sports")
            .Write("events/a.csv", "consumer_id,occurred_at,category,amount", "c1,2024-01-05,apples,3.00", "c1,2024-01-05,pears,4.00");
        var report = await Load(folder);
        Assert.Equal((1, 1), (report.Accepted, report.Rejected));
        Assert.Equal(400, report.Amounts.RejectedCents);
        Assert.Equal(new Measures(300, 0, 1, 1, 1), await MonthAsync("2024-01-01", "Food"));
    }

    [Fact]
    public async Task ConsumersThatStandTwice_AreBooked_BesideTheEvents()
    {
        using var folder = new PanelFolder("c1,west,1", "c1,east,1", "c1,west,1", ",north,2").Events("a.csv", "e1,c1,2024-01-05,Food,purchase,1,5,,,");
        var report = await Load(folder);
        Assert.Equal((1, 3), (report.ConsumersNew, report.ConsumerRejects)); // both rows of "west", and the one without an id
        Assert.Equal(0, report.Rejected);
        Assert.Equal("{\"age\": \"1\", \"region\": \"east\"}", await Source.CreateConnection().QuerySingleAsync<string>(
            "SELECT attributes::text FROM warehouse.consumer_attributes"));
    }

    private async Task<Measures> MonthAsync(string month, string sector) => await Source.CreateConnection().QuerySingleAsync<Measures>(
        """
        SELECT gross_cents, refund_cents, purchases, visits, buyers FROM mart.sector_month JOIN warehouse.sectors USING (sector_id)
        WHERE month = @month::date AND name = @sector
        """, new { month, sector });

    private async Task AssertNothingIsThere()
    {
        var connection = Source.CreateConnection();
        Assert.Equal(0, await connection.QuerySingleAsync<long>("SELECT count(*) FROM warehouse.events"));
        Assert.Equal(0, await connection.QuerySingleAsync<long>("SELECT (SELECT count(*) FROM warehouse.loads) + (SELECT count(*) FROM warehouse.consumers) + (SELECT count(*) FROM mart.months)"));
        Assert.Empty(await connection.QueryAsync<string>("SELECT tablename FROM pg_tables WHERE schemaname = 'staging'"));
    }
}
