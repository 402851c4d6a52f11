using System.Diagnostics;
using Npgsql;
using Tracker.Api.Schedule;
using Tracker.Testing;

namespace Tracker.Cli.Tests.Work;

public class ScheduleTests(TestCluster cluster)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private const int Days = 62;

    /// <summary>Sets back what the scheduler keeps of when it was set up and fires next: ticks, or text beside seconds of the epoch.</summary>
    private static readonly string SixtyTwoDaysPass = Scheduler.Name == "Quartz"
        ? $"UPDATE quartz.qrtz_triggers SET next_fire_time = next_fire_time - {Days * TimeSpan.TicksPerDay}"
        : $"""
          UPDATE hangfire.hash SET value = to_char(value::timestamptz AT TIME ZONE 'UTC' - interval '{Days} days', 'YYYY-MM-DD"T"HH24:MI:SS.US"0Z"')
          WHERE key LIKE 'recurring-job:%' AND field IN ('CreatedAt', 'NextExecution');
          UPDATE hangfire.set SET score = score - {Days} * 86400 WHERE key = 'recurring-jobs'
          """;

    [Fact]
    public async Task StoppedOverTwoMonthEnds_BothMonthsAreComputedOnceInOrder()
    {
        using var folder = new TemporaryFolder();
        await using var test = await cluster.CreateDatabaseAsync();
        await DoneAsync(test, "generate", "--out", folder["panel"], "--consumers", "100", "--months", "20", "--end", "2025-10");
        Directory.CreateDirectory(folder["later"]);
        foreach (var file in Directory.GetFiles(Path.Combine(folder["panel"], "events")).Order(StringComparer.Ordinal).TakeLast(2))
            File.Move(file, Path.Combine(folder["later"], Path.GetFileName(file)));
        await DoneAsync(test, "ingest", folder["panel"]);
        await DoneAsync(test, "run", "--movers-only");
        await ServeAsync(test, () => Task.FromResult(true)); // it knows its schedule, and ends
        Assert.Equal(0L, await ScalarAsync(test, "SELECT count(*) FROM tracker.work"));

        // Two months pass: their data comes, and the times at which the schedule should have fired.
        foreach (var file in Directory.GetFiles(folder["later"]))
            File.Move(file, Path.Combine(folder["panel"], "events", Path.GetFileName(file)));
        await DoneAsync(test, "ingest", folder["panel"]);
        await ScalarAsync(test, SixtyTwoDaysPass);
        await ServeAsync(test, async () => await ScalarAsync(test, "SELECT count(*) FROM tracker.work WHERE status IN ('queued', 'running')") is 0L
            && await ScalarAsync(test, "SELECT count(*) FROM tracker.runs WHERE status = 'done'") is 3L
            && await ScalarAsync(test, "SELECT count(*) FROM tracker.month_to_date") is 1L);

        Assert.Equal(
            "2025-08 2025-09 2025-10", await ScalarAsync(test, "SELECT string_agg(to_char(month, 'YYYY-MM'), ' ' ORDER BY finished_at) FROM tracker.runs WHERE status = 'done'"));
        Assert.Equal(
            "2025-09 schedule done, 2025-10 schedule done",
            await ScalarAsync(test, "SELECT string_agg(concat_ws(' ', to_char(month, 'YYYY-MM'), actor, status), ', ' ORDER BY work_id) FROM tracker.work WHERE kind = 'month'"));
        Assert.Equal(0L, await ScalarAsync(test, "SELECT count(*) FROM tracker.work later JOIN tracker.work first ON first.work_id = later.after_id WHERE later.started_at < first.finished_at"));
    }

    /// <summary>A service until something holds; then it is told to end, and does.</summary>
    private static async Task ServeAsync(TestDatabase test, Func<Task<bool>> until)
    {
        using var process = TrackerProcess.Start(new("dotnet", [TrackerProcess.Program, "serve", "--urls", "http://127.0.0.1:0", "--format", "csv", "--database", test.ConnectionString]));
        var said = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadLineAsync();
        await process.StandardOutput.ReadLineAsync();
        var watch = Stopwatch.StartNew();
        while (!await until() && watch.Elapsed < Patience)
            await Task.Delay(100);
        using var stop = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await process.WaitForExitAsync();
        Assert.True(watch.Elapsed < Patience, await said);
    }

    private static async Task DoneAsync(TestDatabase test, params string[] arguments)
    {
        string[] database = arguments[0] == "generate" ? [] : ["--database", test.ConnectionString];
        var done = await TrackerProcess.RunAsync([.. arguments, .. database]);
        Assert.True(done.ExitCode == 0, $"{arguments[0]}: {done.Error}");
    }

    private static async Task<object?> ScalarAsync(TestDatabase test, string sql)
    {
        await using var source = NpgsqlDataSource.Create(test.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
