using System.Diagnostics;

namespace Tracker.Cli.Tests.Work;

/// <summary>What is done to a crew, at points that are drawn with a seed, and what has to hold all the same.</summary>
internal static class WorkProof
{
    /// <summary>What is under way when a process is killed: planning or publishing, and the others by their names.</summary>
    private static readonly string[] Stages = ["score", "month", "drivers", "decompose"];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Months that eight ask for at once.</summary>
    public static async Task AskAsync(Crew crew, int months)
    {
        for (var month = 0; month < months; month++)
        {
            await crew.ForgetAsync();
            var asked = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => crew.AskAsync()));
            await crew.ProveAsync(Assert.Single(asked.Distinct()));
            Assert.Equal((1L, 1L), (await crew.ScalarAsync("SELECT count(*) FROM tracker.runs"), await crew.ScalarAsync("SELECT count(*) FROM tracker.work WHERE kind = 'month'")));
            Assert.Equal(9L, await crew.ScalarAsync("SELECT count(*) FROM tracker.work WHERE kind = 'score'"));
            Assert.InRange((long)(await crew.ScalarAsync("SELECT count(*) FROM tracker.work WHERE kind = 'decompose'"))!, 10, 297);
            Assert.Equal(297L, await crew.ScalarAsync("SELECT (SELECT count(*) FROM tracker.movers) + (SELECT count(*) FROM tracker.not_applicable)"));
            Assert.Equal((long)Crew.Count, await crew.ScalarAsync("SELECT count(DISTINCT worker) FROM tracker.work WHERE kind IN ('score', 'drivers', 'decompose')"));
        }

        TestContext.Current.SendDiagnosticMessage("{0} times 8 requests at once: one run each, spread over {1} processes", months, Crew.Count);
    }

    /// <summary>Processes that are killed in the middle of something, and come back.</summary>
    public static async Task KillAsync(Crew crew, int months, int kills)
    {
        var random = new Random(months);
        var cut = new List<string>();
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
                var victim = await VictimAsync(crew, stage, random.Next(Crew.Count));
                await Task.Delay(random.Next(60), Cancel);
                var id = crew.IdOf(victim);
                await crew.KillAsync(victim);
                if (await crew.InHandAsync(id) is { } kind)
                    cut.Add(kind);
                killed.Add(victim);
                await crew.StartAsync(victim);
            }

            await crew.ProveAsync(work);
        }

        var said = string.Join(", ", cut.GroupBy(kind => kind).OrderBy(kind => kind.Key).Select(kind => $"{kind.Count()} in {kind.Key}"));
        TestContext.Current.SendDiagnosticMessage(
            "{0} kills ({1} of the service, the others of workers), {2} of them in the middle of something: {3}", killed.Count, killed.Count(victim => victim == 0), cut.Count, said);
        Assert.True(cut.Count > killed.Count / 2, $"only {cut.Count} of {killed.Count} kills cut anything off ({said}): the test would not notice what is lost");
        if (months > 1)
            Assert.Equal((Crew.Count, Stages.Length), (killed.Distinct().Count(), cut.Distinct().Count()));
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

        var cut = 0;
        for (var kill = 0; kill < kills; kill++)
        {
            var victim = await VictimAsync(crew, "decompose", 0);
            var id = crew.IdOf(victim);
            await crew.KillAsync(victim);
            cut += await crew.InHandAsync(id) is null ? 0 : 1;
            await crew.StartAsync(victim);
        }

        var watch = Stopwatch.StartNew();
        while (await crew.ScalarAsync("SELECT count(*) FROM tracker.work WHERE status IN ('queued', 'running')") is not 0L && watch.Elapsed < Patience)
            await Task.Delay(50, Cancel);
        Assert.Equal((long)asked.Count, await crew.ScalarAsync("SELECT count(*) FROM tracker.work WHERE status = 'done' AND decomposition_id IS NOT NULL"));
        Assert.Equal((long)asked.Count, await crew.ScalarAsync("SELECT count(*) FROM tracker.decompositions"));
        Assert.True(cut > 0, $"none of {kills} kills cut anything off: the test would not notice what is lost");
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
                await VictimAsync(crew, Stages[random.Next(Stages.Length / restarts * restart, Stages.Length / restarts * (restart + 1))], 0);
                await Task.Delay(random.Next(60), Cancel);
                busy += (long)(await crew.ScalarAsync("SELECT count(*) FROM tracker.work WHERE status = 'running'"))!;
                await crew.RestartDatabaseAsync();
            }

            await crew.ProveAsync(work);
            Assert.All(Enumerable.Range(0, Crew.Count), process => Assert.True(crew.IsUp(process)));
        }

        TestContext.Current.SendDiagnosticMessage("{0} restarts of PostgreSQL while {1} items were being done", months * restarts, busy);
        Assert.True(busy > 0, "nothing was being done at any restart: the test would not notice what is lost");
    }

    /// <summary>A process that has something of the stage in hand, the wanted one first; the wanted one when the month has ended before.</summary>
    private static async Task<int> VictimAsync(Crew crew, string stage, int wanted)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < Patience && await crew.ScalarAsync("SELECT count(*) FROM tracker.work WHERE status IN ('queued', 'running')") is not 0L)
        {
            for (var i = 0; i < Crew.Count; i++)
            {
                var process = (wanted + i) % Crew.Count;
                if (await crew.InHandAsync(crew.IdOf(process)) == stage)
                    return process;
            }
        }

        return wanted;
    }
}
