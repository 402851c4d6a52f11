using System.Diagnostics;
using Npgsql;
using Tracker.Testing;

namespace Tracker.Cli.Tests;

/// <summary>
/// kill -9 in the middle: whatever the moment, nothing is half there, and the next command carries on to the same end as if nothing had
/// happened. The moments are drawn with a seed over the time that the command takes.
/// </summary>
public class KillTests(TestCluster cluster)
{
    private const int Sample = 5;
    private const int FullIngest = 200;
    private const int FullRun = 50;

    [Fact]
    public Task IngestKilled_LeavesNothingHalfLoaded_AndTheNextCarriesOn() => KillIngest(Sample);

    [Fact(Explicit = true), Trait("soak", "ingest-kills")]
    public Task IngestKilled_AtManyPoints() => KillIngest(FullIngest);

    [Fact]
    public Task RunKilled_LeavesNoTrace_AndTheNextCarriesOn() => KillRun(Sample);

    [Fact(Explicit = true), Trait("soak", "run-kills")]
    public Task RunKilled_AtManyPoints() => KillRun(FullRun);

    private async Task KillIngest(int points)
    {
        using var folder = new TemporaryFolder();
        await Done("generate", "--out", folder["panel"], "--consumers", "1000", "--months", "30", "--seed", "3");
        await using var reference = await cluster.CreateDatabaseAsync();
        var patience = await TimeAsync("ingest", folder["panel"], "--database", reference.ConnectionString);
        var expected = await DigestAsync(reference);

        var random = new Random(points);
        var early = 0;
        for (var point = 0; point < points; point++)
        {
            await using var database = await cluster.CreateDatabaseAsync();
            await (await database.OpenAsync()).DisposeAsync(); // the migrations are not what is killed here
            await KillAsync(patience * (0.1 + 0.9 * random.NextDouble()), "ingest", folder["panel"], "--database", database.ConnectionString);

            var loads = await ScalarAsync(database, "SELECT count(*) FROM warehouse.loads");
            if (loads == 0)
            {
                early++;
                Assert.Equal(0, await ScalarAsync(database,
                    "SELECT (SELECT count(*) FROM warehouse.events) + (SELECT count(*) FROM warehouse.consumers) + (SELECT count(*) FROM warehouse.labels) + (SELECT count(*) FROM mart.cells) + (SELECT count(*) FROM mart.months)"));
            }
            else
            {
                Assert.Equal(expected, await DigestAsync(database));
            }

            await Done("ingest", folder["panel"], "--database", database.ConnectionString);
            Assert.Equal(expected, await DigestAsync(database));
            Assert.Equal(0, await ScalarAsync(database, "SELECT count(*) FROM pg_tables WHERE schemaname = 'staging'"));
        }

        TestContext.Current.SendDiagnosticMessage("ingest: {0} kills, {1} before the load was published", points, early);
        Assert.True(early > 0, "no kill came before the load was published: the test would not notice a half-loaded one");
    }

    private async Task KillRun(int points)
    {
        using var folder = new TemporaryFolder();
        await Done("generate", "--out", folder["panel"], "--consumers", "200", "--months", "27", "--seed", "4");
        await using var reference = await cluster.CreateDatabaseAsync();
        await Done("ingest", folder["panel"], "--database", reference.ConnectionString);
        var patience = await TimeAsync("run", "--database", reference.ConnectionString);
        var expected = await MoversAsync(reference);

        var random = new Random(points);
        var early = 0;
        for (var point = 0; point < points; point++)
        {
            await ExecuteAsync(reference, "TRUNCATE tracker.runs CASCADE");
            await KillAsync(patience * (0.1 + 0.9 * random.NextDouble()), "run", "--database", reference.ConnectionString);

            var done = await ScalarAsync(reference, "SELECT count(*) FROM tracker.runs WHERE status = 'done'");
            if (done == 0)
            {
                early++;
                Assert.Equal(0, await ScalarAsync(reference, "SELECT (SELECT count(*) FROM tracker.movers) + (SELECT count(*) FROM tracker.not_applicable)"));
            }

            await Done("run", "--database", reference.ConnectionString);
            Assert.Equal(expected, await MoversAsync(reference));
            Assert.Equal(1, await ScalarAsync(reference, "SELECT count(*) FROM tracker.runs WHERE status = 'done'"));
            Assert.Equal(1, await ScalarAsync(reference, "SELECT count(*) FROM tracker.runs"));
        }

        TestContext.Current.SendDiagnosticMessage("run: {0} kills, {1} before the run was done", points, early);
        Assert.True(early > 0, "no kill came before the run was done: the test would not notice a half-saved one");
    }

    private static async Task<TimeSpan> TimeAsync(params string[] arguments)
    {
        var watch = Stopwatch.StartNew();
        await Done(arguments);
        return watch.Elapsed;
    }

    private static async Task KillAsync(TimeSpan after, params string[] arguments)
    {
        using var process = TrackerProcess.Start(new("dotnet", [TrackerProcess.Program, .. arguments]));
        var reading = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await Task.Delay(after);
        process.Kill(); // SIGKILL
        await process.WaitForExitAsync();
        await reading;
    }

    private static async Task Done(params string[] arguments)
    {
        var done = await TrackerProcess.RunAsync(arguments);
        Assert.True(done.ExitCode == 0, $"{arguments[0]}: {done.Error}");
    }

    private static async Task<string> MoversAsync(TestDatabase database) =>
        (await TrackerProcess.RunAsync("movers", "--format", "json", "--database", database.ConnectionString)).Output;

    private static async Task<string> DigestAsync(TestDatabase database)
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        return await MartDigest.OfAsync(source);
    }

    private static async Task<long> ScalarAsync(TestDatabase database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task ExecuteAsync(TestDatabase database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
