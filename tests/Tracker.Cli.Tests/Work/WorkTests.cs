namespace Tracker.Cli.Tests.Work;

/// <summary>
/// A month of 297 series over a service and two workers, while processes are killed and the database restarts: nothing is lost or doubled, and what is
/// published is to the byte what one undisturbed process publishes.
/// </summary>
public class WorkTests(SmallCrew crew) : IClassFixture<SmallCrew>
{
    [Fact]
    public Task AskedByEightAtOnce_ItIsOneRun_SpreadOverAllProcesses() => WorkProof.AskAsync(crew, months: 1);

    [Fact]
    public Task Killed_NothingIsLostOrDoubled() => WorkProof.KillAsync(crew, months: 1, kills: 5);

    [Fact]
    public Task WhatSomebodyWaitsFor_Killed_IsDoneOnce() => WorkProof.KillAskedAsync(crew, kills: 3);

    [Fact]
    public Task TheDatabaseRestarted_NothingIsLostOrDoubled_AndNobodyHelps() => WorkProof.RestartAsync(crew, months: 1, restarts: 2);
}

/// <summary>The same, many times.</summary>
public class WorkSoakTests(FullCrew crew) : IClassFixture<FullCrew>
{
    [Fact(Explicit = true), Trait("soak", "service")]
    public async Task FiftyKills_TwentyRestarts_FiftyTimesEightRequests()
    {
        await WorkProof.KillAsync(crew, months: 10, kills: 5);
        await WorkProof.RestartAsync(crew, months: 10, restarts: 2);
        await using var small = new SmallCrew();
        await small.InitializeAsync();
        await WorkProof.AskAsync(small, months: 50);
    }
}
