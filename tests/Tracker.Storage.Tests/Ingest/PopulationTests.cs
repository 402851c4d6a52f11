using Dapper;
using Npgsql;
using Tracker.Core.Panel;
using Tracker.Storage.Ingest;
using Tracker.Storage.Rollup;
using Tracker.Testing;

namespace Tracker.Storage.Tests.Ingest;

/// <summary>Population targets, and the sums by weighting cell that weights are applied to.</summary>
public sealed class PopulationTests(TestCluster cluster) : IAsyncLifetime
{
    private TestDatabase test = null!;
    private TrackerDatabase database = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

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

    [Fact]
    public async Task Weights_ReproduceTheTargets_FromFilesToSums()
    {
        using var folder = Small().Write("population.csv", "month,region,population", "2024-01,west,100", "2024-01,east,300");
        var report = await LoadAsync(folder);
        var panel = (await PanelReader.ReadAsync(database.Source, Cancel))!.History;

        Assert.Equal(0, report.ConsumerRejects);
        Assert.Equal(["region"], panel.Targets!.Attributes);
        var month = panel.Months[0];
        Assert.Equal([("east", 1), ("west", 2)], month.Cells.Select(cell => (cell.Cell.Values[0]!, cell.ActiveConsumers)));
        Assert.Equal(new Measures(1000, 0, 1, 1, 1), month.Cells[0].BySector[0]);
        Assert.Equal(new Measures(6000, 500, 2, 2, 2), month.Cells[1].BySector[0]);
        Assert.Equal(new Measures(7000, 500, 3, 3, 3), month.BySector[0]);
        var weighted = WeightedMeasures.Of(month, 0, Weighting.To(panel.Targets).Of(month));
        Assert.Equal(300 * 10.00 + 50 * 55.00, MetricValue.Of(Metric.TotalSpend, weighted).Value, 1e-9);
        Assert.Equal(400, MetricValue.Of(Metric.Buyers, weighted).Value, 1e-9);
        Assert.Equal(1, MetricValue.Of(Metric.Penetration, weighted).Value, 1e-12);
    }

    [Fact]
    public async Task SeveralFiles_AreMargins_AndBadRowsStandBesideTheBooks()
    {
        using var folder = Small()
            .Write("population-age.csv", "month,age,population", "2024-01,30,200", "2024-01,50,200", "2024-01,,5", "2024-13,30,5", "2024-01,30,-5", "2024-01,30,100")
            .Write("population-region.csv.gz", "month,region,population", "2024-01,west,100", "2024-01,east,300", "2024-02,west,0");
        var report = await LoadAsync(folder);
        var targets = (await PanelReader.ReadAsync(database.Source, Cancel))!.History.Targets!;

        Assert.Equal((4, 5), (report.Read, report.ConsumerRejects));
        var month = Assert.Single(targets.Months);
        Assert.Equal(["age 400", "region 400"], month.Margins.Select(margin => $"{margin.Attributes[0]} {margin.Total}"));
        Assert.Equal(
            [
                "age: expected a value: a table by fewer attributes is a file of its own", "month: expected a month such as 2024-01",
                "population: expected a number of people, 0 or more", "row: the cell stands twice in the month",
                "population: expected people in one cell of the month or more",
            ],
            (await RejectedRow.ReadAsync(database.Source, null, Cancel)).Select(row => $"{row.Reject.Column ?? "row"}: {row.Reject.Reason}"));
    }

    [Fact]
    public async Task TheSameTargetsAgain_ChangeNothing_OthersChangeTheDataVersion()
    {
        using var folder = Small().Write("population.csv", "month,region,population", "2024-01,west,100", "2024-01,east,300");
        var first = await LoadAsync(folder);
        var before = await MartDigest.OfAsync(database.Source);
        folder.Write("population.csv", "month,region,population", "2024-01,east,300", "2024-01,west,100");
        var second = await LoadAsync(folder);
        Assert.Equal(first.DataVersion, second.DataVersion);
        Assert.Equal(before, await MartDigest.OfAsync(database.Source));

        using var targets = new PanelFolder().Write("population.csv", "month,region,population", "2024-01,east,301", "2024-01,west,100");
        var third = await LoadAsync(targets);
        Assert.Equal(third.Load, third.DataVersion);
        Assert.Equal((0, 0), (third.Read, third.Months.Count));
        Assert.Equal(401, (await PanelReader.ReadAsync(database.Source, Cancel))!.History.Targets!.Months[0].Population);
    }

    [Fact]
    public async Task WithoutTargets_EverythingIsInCellZero()
    {
        using var folder = Small();
        await LoadAsync(folder);
        var panel = (await PanelReader.ReadAsync(database.Source, Cancel))!.History;
        Assert.Null(panel.Targets);
        Assert.Empty(panel.Months[0].Cells);
        await using var connection = database.Source.CreateConnection();
        Assert.Equal(0, await connection.QuerySingleAsync<long>(
            "SELECT (SELECT count(*) FROM mart.sector_month WHERE cell > 0) + (SELECT count(*) FROM mart.sector_day WHERE cell > 0) + (SELECT count(*) FROM mart.consumer_cells)"));
    }

    [Theory]
    [InlineData("month,population", "population.csv: expected columns of attributes beside month and population")]
    [InlineData("month,region", "population.csv: expected a column population; it has month, region")]
    public async Task AFileThatIsNoTable_EndsTheLoad(string header, string expected)
    {
        using var folder = Small().Write("population.csv", header);
        Assert.Equal(expected, (await Assert.ThrowsAsync<IngestException>(() => LoadAsync(folder))).Message);
    }

    /// <summary>Targets with the events, before them or after them; attributes that change with them or later; in one load or two: the marts are
    /// the same, and equal to sums of the events.</summary>
    [Theory]
    [InlineData("population,changes|events1,events2")]
    [InlineData("events1|events2|population|changes")]
    [InlineData("events1,changes|population|events2")]
    [InlineData("events2,other|changes,events1|population")]
    public async Task WhateverComesFirst_TheSumsByCellAreTheSame(string order)
    {
        using (var all = Panel("events1", "events2", "population", "changes"))
            await LoadAsync(all);
        var expected = await MartDigest.OfAsync(database.Source);
        await AssertSumsEqualTheEvents(database.Source);

        await using var other = await cluster.CreateDatabaseAsync();
        await using var second = await other.OpenAsync();
        foreach (var parts in order.Split('|'))
        {
            using var folder = Panel(parts.Split(','));
            await Loader.LoadAsync(second.Source, folder.Path, null, Cancel);
            await AssertSumsEqualTheEvents(second.Source);
        }

        Assert.Equal(expected, await MartDigest.OfAsync(second.Source));
    }

    private static PanelFolder Small() => new PanelFolder("c1,west,30", "c2,east,30", "c3,west,50").Events(
        "a.csv",
        "e1,c1,2024-01-05T10:00:00Z,Food,purchase,1,50.00,,,",
        "e2,c2,2024-01-06T10:00:00Z,Food,purchase,1,10.00,,,",
        "e3,c3,2024-01-07T10:00:00Z,Food,purchase,1,10.00,,,",
        "e4,c3,2024-01-31T10:00:00Z,Food,refund,1,5.00,,,");

    /// <summary>Two months of 40 consumers in a zone east of Greenwich, some of whom move, turn older or are of unknown age.</summary>
    private static PanelFolder Panel(params string[] parts)
    {
        var folder = new PanelFolder().Write("dataset.yaml", "time_zone: Europe/Helsinki");
        string[] consumers = [.. Enumerable.Range(0, 40).Select(i => $"c{i},,{(i % 3 == 0 ? "east" : "west")},{(i % 7 == 0 ? "" : $"{20 + i % 4}")}")];
        string[] changes = [.. Enumerable.Range(0, 40).Where(i => i % 5 == 0).Select(i => $"c{i},2024-02-{1 + i % 28:00},north,{30 + i % 4}")];
        folder.Write("consumers.csv", ["consumer_id,valid_from,region,age", .. consumers, .. parts.Contains("changes") ? changes : []]);
        var random = new Random(5);
        for (var half = 1; half <= 2; half++)
        {
            string[] events = [.. Enumerable.Range(0, 400).Select(i => Event($"{half}-{i}", random))];
            if (parts.Contains($"events{half}"))
                folder.Events($"{half}.csv", events);
        }

        if (parts.Contains("population"))
        {
            folder.Write("population-age.csv", ["month,age,population", .. Enumerable.Range(20, 14).Select(age => $"2024-01,{age},{100 + age}")]);
            folder.Write("population-region.csv", "month,region,population", "2024-01,west,900", "2024-01,east,771", "2024-01,north,100");
        }

        if (parts.Contains("other"))
            folder.Write("population.csv", "month,region,population", "2024-01,west,900");
        return folder;
    }

    private static string Event(string id, Random random)
    {
        var at = new DateTime(2023, 12, 31, 22, 0, 0).AddMinutes(random.Next(60 * 24 * 60 - 1));
        var kind = random.Next(3);
        return $"{id},c{random.Next(40)},{at:yyyy-MM-ddTHH:mm:ssZ},sector {random.Next(3)},{new[] { "visit", "purchase", "refund" }[kind]},1,{(kind == 0 ? "" : $"{1 + random.Next(90)}.25")},,,";
    }

    private async Task<LoadReport> LoadAsync(PanelFolder folder) => await Loader.LoadAsync(database.Source, folder.Path, null, Cancel);

    private static async Task AssertSumsEqualTheEvents(NpgsqlDataSource source)
    {
        const string Sums =
            """
            sum(greatest(amount_cents, 0))::bigint AS gross_cents, sum(greatest(-amount_cents, 0))::bigint AS refund_cents,
            count(*) FILTER (WHERE kind = 1) AS purchases, count(*) FILTER (WHERE kind < 2) AS visits
            """;
        await using var connection = source.CreateConnection();
        var different = await connection.QueryAsync<string>(
            $"""
            WITH events AS MATERIALIZED (
                SELECT *, (occurred_at AT TIME ZONE 'Europe/Helsinki')::date AS day, date_trunc('month', occurred_at AT TIME ZONE 'Europe/Helsinki')::date AS month
                FROM warehouse.events),
            placed AS MATERIALIZED (
                SELECT e.*, coalesce((SELECT cell FROM mart.consumer_cells c WHERE c.consumer_id = e.consumer_id AND from_month <= e.month ORDER BY from_month DESC LIMIT 1), 0) AS cell
                FROM events e),
            days AS (SELECT day, sector_id, cell, count(*) AS events, {Sums} FROM placed GROUP BY 1, 2, 3),
            months AS (SELECT month, sector_id, cell, count(DISTINCT consumer_id) FILTER (WHERE kind = 1) AS buyers, {Sums} FROM placed GROUP BY 1, 2, 3)
            SELECT concat_ws(' ', 'day', day, sector_id, cell) FROM days FULL JOIN mart.sector_day d
                USING (day, sector_id, cell, events, gross_cents, refund_cents, purchases, visits) WHERE days.* IS NULL OR d.* IS NULL
            UNION ALL
            SELECT concat_ws(' ', 'month', month, sector_id, cell) FROM months
                FULL JOIN (SELECT * FROM mart.sector_month WHERE visits + refund_cents > 0) m
                USING (month, sector_id, cell, buyers, gross_cents, refund_cents, purchases, visits) WHERE months.* IS NULL OR m.* IS NULL
            """);
        Assert.Empty(different);
    }
}
