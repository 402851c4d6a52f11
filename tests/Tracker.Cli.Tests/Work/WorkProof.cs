using System.Diagnostics;
using Tracker.Storage.Work;

namespace Tracker.Cli.Tests.Work;

/// <summary>What is done to a crew, at points that are drawn with a seed, and what has to hold all the same.</summary>
internal static class WorkProof
{
    /// <summary>What is under way when a process is killed: planning or publishing, and the others by their names.</summary>
    private static readonly string[] Stages = [WorkKind.Score, WorkKind.Month, WorkKind.Drivers, WorkKind.Decompose];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Months that eight ask for at once.</summary>
    public static async Task AskAsync(Crew crew, int months)
    {
        for (var month = 0; month < months; month++)
        {
            await crew.ForgetAsync();
            var held = await crew.HoldAsync(WorkKind.Score);
            var asked = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => crew.AskAsync()));
            foreach (var process in Everybody())
                await BusyAsync(crew, WorkKind.Score, [process], TimeSpan.Zero);
            await held.DisposeAsync();
            await crew.ProveAsync(Assert.Single(asked.Distinct()));
            Assert.Equal((1L, 1L), (await crew.ScalarAsync("SELECT count(*) FROM tracker.runs"), await crew.ScalarAsync("SELECT count(*) FROM tracker.work WHERE kind = 'month'")));
            Assert.Equal(9L, await crew.ScalarAsync("SELECT count(*) FROM tracker.work WHERE kind = 'score'"));
            Assert.InRange((long)(await crew.ScalarAsync("SELECT count(*) FROM tracker.work WHERE kind = 'decompose'"))!, 10, 297);
            Assert.Equal(297L, await crew.ScalarAsync("SELECT (SELECT count(*) FROM tracker.movers) + (SELECT count(*) FROM tracker.not_applicable)"));
        }

        TestContext.Current.SendDiagnosticMessage("{0} times 8 requests at once: one run each, spread over {1} processes", months, Crew.Count);
    }

    /// <summary>Processes that are killed in the middle of something, and come back.</summary>
    public static async Task KillAsync(Crew crew, int months, int kills)
    {
        var random = new Random(months);
        var killed = new List<int>();
        for (var month = 0; month < months; month++)
        {
            await crew.ForgetAsync();
            var work = await crew.AskAsync();
            // In each stage about as often: one item that is cut off five times is dead, as it should be.
            var first = random.Next(Stages.Length);
            var stages = Enumerable.Range(0, kills).Select(kill => (first + kill) % Stages.Length).Order().Select(stage => Stages[stage]);
            foreach (var stage in stages)
            {
                var victim = await KillBusyAsync(crew, stage, random.Next(Crew.Count), TimeSpan.FromMilliseconds(random.Next(60)));
                killed.Add(victim);
                await crew.StartAsync(victim);
            }

            await crew.ProveAsync(work);
        }

        TestContext.Current.SendDiagnosticMessage(
            "{0} kills ({1} of the service, the others of workers), each in the middle of something", killed.Count, killed.Count(victim => victim == 0));
        if (months > 1)
            Assert.Equal(Crew.Count, killed.Distinct().Count());
    }

    /// <summary>Questions that somebody waits for; who has one in hand is killed.</summary>
    public static async Task KillAskedAsync(Crew crew, int kills)
    {
        await crew.ForgetAsync();
        string[] metrics = ["total_spend", "buyers", "visits", "conversion"];
        var asked = new List<long>();
        foreach (var sector in new[] { "Groceries", "Restaurants", "Apparel" })
        {
            foreach (var metric in metrics)
                asked.Add(await crew.AskAsync(sector, metric));
        }

        for (var kill = 0; kill < kills; kill++)
            await crew.StartAsync(await KillBusyAsync(crew, WorkKind.Decompose, 0, TimeSpan.Zero));

        var watch = Stopwatch.StartNew();
        while (await crew.ScalarAsync("SELECT count(*) FROM tracker.work WHERE status IN ('queued', 'running')") is not 0L && watch.Elapsed < Patience)
            await Task.Delay(50, Cancel);
        Assert.Equal((long)asked.Count, await crew.ScalarAsync("SELECT count(*) FROM tracker.work WHERE status = 'done' AND decomposition_id IS NOT NULL"));
        Assert.Equal((long)asked.Count, await crew.ScalarAsync("SELECT count(*) FROM tracker.decompositions"));
    }

    /// <summary>The database stops and comes back while all are at work.</summary>
    public static async Task RestartAsync(Crew crew, int months, int restarts)
    {
        var random = new Random(months);
        var busy = 0L;
        for (var month = 0; month < months; month++)
        {
            await crew.ForgetAsync();
            var work = await crew.AskAsync();
            for (var restart = 0; restart < restarts; restart++)
            {
                var stage = Stages[random.Next(Stages.Length / restarts * restart, Stages.Length / restarts * (restart + 1))];
                await using var held = await crew.HoldAsync(stage);
                await BusyAsync(crew, stage, Everybody(), TimeSpan.FromMilliseconds(random.Next(60)));
                busy += (long)(await crew.ScalarAsync("SELECT count(*) FROM tracker.work WHERE status = 'running'"))!;
                await crew.RestartDatabaseAsync();
            }

            await crew.ProveAsync(work);
            Assert.All(Enumerable.Range(0, Crew.Count), process => Assert.True(crew.IsUp(process)));
        }

        TestContext.Current.SendDiagnosticMessage("{0} restarts of PostgreSQL while {1} items were being done", months * restarts, busy);
    }

    /// <summary>Kills a process in the middle of the stage, the wanted one before the others.</summary>
    /// <returns>Which it was.</returns>
    private static async Task<int> KillBusyAsync(Crew crew, string stage, int wanted, TimeSpan after)
    {
        await using var held = await crew.HoldAsync(stage);
        var victim = await BusyAsync(crew, stage, Everybody(wanted), after);
        var id = crew.IdOf(victim);
        await crew.KillAsync(victim);
        Assert.Equal(stage, await crew.InHandAsync(id));
        return victim;
    }

    /// <summary>All processes, in turn from one of them.</summary>
    private static IReadOnlyList<int> Everybody(int first = 0) => [.. Enumerable.Range(0, Crew.Count).Select(i => (first + i) % Crew.Count)];

    /// <summary>The first process that has something of the stage in hand, and still has it a while after it was seen.</summary>
    private static async Task<int> BusyAsync(Crew crew, string stage, IReadOnlyList<int> processes, TimeSpan after)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < Patience;)
        {
            foreach (var process in processes)
            {
                if (await crew.InHandAsync(crew.IdOf(process)) != stage)
                    continue;
                await Task.Delay(after, Cancel);
                if (await crew.InHandAsync(crew.IdOf(process)) == stage) // one that had written before it was held may have ended
                    return process;
            }
        }

        throw new TimeoutException($"nobody did any {stage} in {Patience}: {await crew.LedgerAsync()}");
    }
}
