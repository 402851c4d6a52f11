using System.Diagnostics;

namespace Tracker.Cli.Tests.Work;

/// <summary>
/// A month of 297 series over a service and two workers, while processes are killed and the database restarts: nothing is lost or doubled, and what is
/// published is to the byte what one undisturbed process publishes. The points are drawn with a seed.
/// </summary>
public class WorkTests(Crew crew) : IClassFixture<Crew>
{
    private const int SampleKills = 5;
    private const int SampleRestarts = 2;
    private const int SampleAsked = 1;
    private const int FullKills = 50;
    private const int FullRestarts = 20;
    private const int FullAsked = 50;

    /// <summary>What is under way when a process is killed: planning or publishing, and the others by their names.</summary>
    private static readonly string[] Stages = ["month", "score", "drivers", "decompose"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AMonth_IsSpreadOverAllProcesses()
    {
        await crew.ForgetAsync();
        await crew.ProveAsync(await crew.AskAsync());
        Assert.Equal((long)Crew.Count, await crew.ScalarAsync("SELECT count(DISTINCT worker) FROM tracker.work WHERE kind IN ('score', 'drivers', 'decompose')"));
        Assert.Equal(9L, await crew.ScalarAsync("SELECT count(*) FROM tracker.work WHERE kind = 'score'"));
        Assert.Equal(1L, await crew.ScalarAsync("SELECT count(*) FROM (SELECT FROM tracker.work WHERE kind = 'decompose' HAVING count(*) >= 10) AS ten"));
        Assert.Equal(297L, await crew.ScalarAsync("SELECT (SELECT count(*) FROM tracker.movers) + (SELECT count(*) FROM tracker.not_applicable)"));
    }

    [Fact]
    public Task Killed_NothingIsLostOrDoubled() => KillAsync(SampleKills);

    [Fact]
    public Task TheDatabaseRestarted_NothingIsLostOrDoubled_AndNobodyHelps() => RestartAsync(SampleRestarts);

    [Fact]
    public Task AskedByEightAtOnce_ItIsOneRun() => AskAsync(SampleAsked);

    [Fact(Explicit = true), Trait("soak", "service")]
    public async Task AtManyPoints()
    {
        await AMonth_IsSpreadOverAllProcesses();
        await KillAsync(FullKills);
        await RestartAsync(FullRestarts);
        await AskAsync(FullAsked);
    }

    private async Task KillAsync(int points)
    {
        var random = new Random(points);
        var cut = new List<string>();
        var killed = new HashSet<int>();
        for (var point = 0; point < points; point++)
        {
            await crew.ForgetAsync();
            var work = await crew.AskAsync();
            var victim = await VictimAsync(Stages[point % Stages.Length], random.Next(Crew.Count));
            await Task.Delay(random.Next(60), Cancel);
            var id = crew.IdOf(victim);
            await crew.KillAsync(victim);
            if (await crew.InHandAsync(id) is { } kind)
                cut.Add(kind);
            killed.Add(victim);
            await crew.StartAsync(victim);
            await crew.ProveAsync(work);
        }

        var stages = string.Join(", ", cut.GroupBy(kind => kind).OrderBy(kind => kind.Key).Select(kind => $"{kind.Count()} in {kind.Key}"));
        TestContext.Current.SendDiagnosticMessage("{0} kills of {1} processes, {2} of them in the middle of something: {3}", points, killed.Count, cut.Count, stages);
        Assert.True(cut.Count > points / 4, $"only {cut.Count} of {points} kills cut anything off ({stages}): the test would not notice what is lost");
        if (points >= FullKills)
            Assert.Equal((Crew.Count, Stages.Length), (killed.Count, cut.Distinct().Count()));
    }

    /// <summary>A process that has something of the stage in hand, the wanted one first; whichever it is when the month has ended without.</summary>
    private async Task<int> VictimAsync(string stage, int wanted)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < TimeSpan.FromSeconds(30))
        {
            for (var i = 0; i < Crew.Count; i++)
            {
                var process = (wanted + i) % Crew.Count;
                if (await crew.InHandAsync(crew.IdOf(process)) == stage)
                    return process;
            }

            if (await crew.ScalarAsync("SELECT count(*) FROM tracker.work WHERE status IN ('queued', 'running')") is 0L)
                return wanted;
        }

        return wanted;
    }

    private async Task RestartAsync(int times)
    {
        var random = new Random(times);
        var patience = await TimeAsync();
        for (var time = 0; time < times; time++)
        {
            await crew.ForgetAsync();
            var work = await crew.AskAsync();
            await Task.Delay(patience * random.NextDouble(), Cancel);
            await crew.RestartDatabaseAsync();
            await crew.ProveAsync(work);
            Assert.All(Enumerable.Range(0, Crew.Count), process => Assert.True(crew.IsUp(process)));
        }

        TestContext.Current.SendDiagnosticMessage("{0} restarts of PostgreSQL within the {1:0.0} s of a month", times, patience.TotalSeconds);
    }

    private async Task AskAsync(int times)
    {
        for (var time = 0; time < times; time++)
        {
            await crew.ForgetAsync();
            var asked = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => crew.AskAsync()));
            await crew.ProveAsync(Assert.Single(asked.Distinct()));
            Assert.Equal((1L, 1L), (await crew.ScalarAsync("SELECT count(*) FROM tracker.runs"), await crew.ScalarAsync("SELECT count(*) FROM tracker.work WHERE kind = 'month'")));
        }

        TestContext.Current.SendDiagnosticMessage("{0} times 8 requests at once, one run each", times);
    }

    private async Task<TimeSpan> TimeAsync()
    {
        await crew.ForgetAsync();
        var watch = Stopwatch.StartNew();
        await crew.ProveAsync(await crew.AskAsync());
        return watch.Elapsed;
    }
}
