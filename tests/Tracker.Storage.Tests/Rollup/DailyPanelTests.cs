using Tracker.Storage.Rollup;
using Tracker.Testing;

namespace Tracker.Storage.Tests.Rollup;

public class DailyPanelTests(TestCluster cluster)
{
    /// <summary>Six months of one sector: 8 of 16 consumers are active in the first four, all in the others; ten purchases a cell on the 5th of each month.</summary>
    private const string Marts =
        """
        INSERT INTO warehouse.loads (load_id, data_version, source, started_at, rows_read, accepted, corrected, rejected, duplicates,
                                     accepted_cents, rejected_cents, duplicate_cents, consumers_new, consumers_changed)
        VALUES (1, 1, 'test', now(), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        INSERT INTO warehouse.sectors VALUES (0, 'Toys');
        INSERT INTO mart.months SELECT month, 1, (month + interval '1 month - 1 day')::date, CASE WHEN month < '2025-05-01' THEN '\xff00' ELSE '\xffff' END::bytea
        FROM generate_series('2025-01-01'::date, '2025-06-01', '1 month') AS months (month);
        INSERT INTO mart.sector_day SELECT month + 4, 0, cell, 900, 100, 10, 20, 31 FROM mart.months, generate_series(1, 2) AS cells (cell);
        INSERT INTO warehouse.calendar VALUES ('Fair', '2025-04-01', '2025-04-02', 'event'), ('Lost', '2025-04-07', '2025-04-07', 'outage');
        """;

    private const string Targets =
        """
        INSERT INTO warehouse.population VALUES ('2025-01-01', '{"region": "west"}', 30), ('2025-01-01', '{"region": "east"}', 10);
        INSERT INTO warehouse.weighting_cells VALUES (1, '{"region": "west"}'), (2, '{"region": "east"}');
        INSERT INTO mart.consumer_cells SELECT i, '-infinity', CASE WHEN i < 4 THEN 1 ELSE 2 END FROM generate_series(0, 15) AS i;
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Days_HaveTheWeightsOfTheMonthBefore()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        Assert.Null(await ReadAsync(database, new(2025, 6, 5)));
        await ExecuteAsync(database, Marts);

        var panel = (await ReadAsync(database, new(2025, 6, 5)))!;

        var sector = Assert.Single(panel.Sectors);
        Assert.Equal((new DateOnly(2025, 4, 1), 66), (sector.Purchases.Start, sector.Purchases.Length)); // two months of activity are not known, nor what comes before the third
        Assert.Equal(20, At(sector.Purchases, new(2025, 6, 5))); // 16 consumers in May, as the panel that is stood for
        Assert.Equal(40, At(sector.Purchases, new(2025, 5, 5))); // 8 in April
        Assert.Equal((80.0, 32.0), (At(sector.Visits, new(2025, 5, 5)), At(sector.Spend, new(2025, 5, 5))));
        Assert.Equal(0, At(sector.Purchases, new(2025, 5, 6)));
        Assert.Contains("Fair", panel.Calendar.Names);
        Assert.True(panel.Calendar.IsOutage(new(2025, 4, 7)));
        Assert.False(panel.Calendar.IsOutage(new(2025, 4, 1)));
    }

    [Fact]
    public async Task Targets_WeighTheCellsOfADay()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await ExecuteAsync(database, Marts + Targets);

        var sector = Assert.Single((await ReadAsync(database, new(2025, 6, 5)))!.Sectors);

        Assert.Equal(10 * (30 / 4.0) + 10 * (10 / 12.0), At(sector.Purchases, new(2025, 6, 5)), 1e-9);
        Assert.Equal(10 * (30 / 4.0) + 10 * (10 / 4.0), At(sector.Purchases, new(2025, 5, 5)), 1e-9);
    }

    [Theory]
    [InlineData(2025, 3, 31)]
    [InlineData(2025, 6, 6)]
    public async Task Day_OutsideTheData_HasNoSectors(int year, int month, int day)
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await ExecuteAsync(database, Marts);
        var panel = (await ReadAsync(database, new(year, month, day)))!;
        Assert.Empty(panel.Sectors);
        Assert.Equal((new DateOnly(2025, 1, 1), new DateOnly(2025, 6, 5)), (panel.First, panel.Last));
    }

    private static double At(Core.Daily.DaySeries series, DateOnly day) => series.Values[series.IndexOf(day)];

    private static async Task ExecuteAsync(TrackerDatabase database, string sql)
    {
        await using var command = database.Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancel);
    }

    private static async Task<DailyPanel?> ReadAsync(TrackerDatabase database, DateOnly day) =>
        await PanelReader.ReadAsync(database.Source, Cancel) is { } panel ? DailyPanel.Of(panel, day) : null;
}
