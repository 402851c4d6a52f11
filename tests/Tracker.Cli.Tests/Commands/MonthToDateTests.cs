using System.Text.Json;
using Npgsql;
using Tracker.Testing;

namespace Tracker.Cli.Tests.Commands;

public class MonthToDateTests(TestCluster cluster)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task MonthToDate_ReadsTheDaysToItsDay_AndSavesNothing()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        using var folder = new TemporaryFolder();
        string[] server = ["--database", database.ConnectionString];
        Assert.Contains("there is no data yet", await Refused(["movers", "--month-to-date", "2025-10-14", .. server]), StringComparison.Ordinal);
        await Done(["generate", "--out", folder["panel"], "--consumers", "100", "--months", "29", "--events-per-month", "60", "--format", "json"]);
        await Done(["ingest", folder["panel"], .. server]);
        await ExecuteAsync("INSERT INTO warehouse.calendar VALUES ('lost', '2025-10-05', '2025-10-05', 'outage')");

        var output = await Done(["movers", "--month-to-date", "2025-10-14", "--format", "json", .. server]);
        using var document = JsonDocument.Parse(output);
        var movers = document.RootElement.EnumerateArray().ToArray();
        Assert.Equal(
            ["rank", "day", "sector", "metric", "z", "p", "q", "watchP", "significant", "actual", "forecast", "percentChange", "projected", "lo80", "hi80", "widthPercent"],
            movers[0].EnumerateObject().Select(property => property.Name).Take(16));
        Assert.Equal(Enumerable.Range(1, movers.Length), movers.Select(mover => mover.GetProperty("rank").GetInt32()));
        Assert.All(movers, mover => Assert.Equal(("2025-10-14", 14, 31), (
            mover.GetProperty("day").GetString(), mover.GetProperty("dayOfMonth").GetInt32(), mover.GetProperty("daysOfMonth").GetInt32())));
        var groceries = movers.Single(mover => mover.GetProperty("sector").GetString() == "Groceries" && mover.GetProperty("metric").GetString() == "purchases");
        Assert.Equal(
            await ScalarAsync("SELECT sum(purchases)::bigint FROM mart.sector_day JOIN warehouse.sectors USING (sector_id) WHERE name = 'Groceries' AND day BETWEEN '2025-10-01' AND '2025-10-14' AND day <> '2025-10-05'"),
            groceries.GetProperty("actual").GetDouble(), 1e-6);
        Assert.InRange(groceries.GetProperty("p").GetDouble(), 0.001, 1);
        Assert.InRange(groceries.GetProperty("projected").GetDouble(), groceries.GetProperty("lo80").GetDouble(), groceries.GetProperty("hi80").GetDouble());

        await ExecuteAsync("DELETE FROM mart.sector_day WHERE day > '2025-10-14'; DELETE FROM mart.months WHERE month > '2025-10-14'");
        Assert.Equal(output, await Done(["movers", "--month-to-date", "2025-10-14", "--format", "json", .. server]));
        Assert.StartsWith("2025-10 to day 14 of 31: ", await Done(["movers", "--month-to-date", "2025-10-14", "--top", "3", .. server]), StringComparison.Ordinal);
        Assert.Equal(0, await ScalarAsync("SELECT count(*) FROM tracker.runs"));

        Assert.Contains("expected a day of the data after its first months, which has 2023-06-01 to 2025-10-14", await Refused(["movers", "--month-to-date", "2025-10-15", .. server]), StringComparison.Ordinal);
        Assert.Contains("no series has an early signal: expected 365 days before 2024-02", await Refused(["movers", "--month-to-date", "2024-02-10", .. server]), StringComparison.Ordinal);

        async Task ExecuteAsync(string sql)
        {
            await using var source = NpgsqlDataSource.Create(database.ConnectionString);
            await using var command = source.CreateCommand(sql);
            await command.ExecuteNonQueryAsync(Cancel);
        }

        async Task<long> ScalarAsync(string sql)
        {
            await using var source = NpgsqlDataSource.Create(database.ConnectionString);
            await using var command = source.CreateCommand(sql);
            return (long)(await command.ExecuteScalarAsync(Cancel))!;
        }
    }

    [Theory]
    [InlineData("--month-to-date 2025-10", "expected yyyy-MM-dd")]
    [InlineData("--month-to-date 2025-10-14 --month 2025-10", "--month and --month-to-date: expected one of them")]
    [InlineData("--by sector --top 3", "--top and --by: expected one of them")]
    public async Task Arguments_ThatCannotBe_AreRefused(string arguments, string expected) =>
        Assert.Contains(expected, await Refused(["movers", .. arguments.Split(' ')]), StringComparison.Ordinal);

    private static async Task<string> Done(string[] arguments)
    {
        var run = await TrackerProcess.RunAsync(arguments);
        Assert.True(run.ExitCode == 0, run.Error);
        return run.Output;
    }

    private static async Task<string> Refused(string[] arguments)
    {
        var run = await TrackerProcess.RunAsync(arguments);
        Assert.Equal(2, run.ExitCode);
        return run.Error;
    }
}
