using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Tracker.Jobs.Alerts;
using Tracker.Storage;
using Tracker.Storage.Ingest;
using Tracker.Storage.Work;

namespace Tracker.Jobs.Work;

/// <summary>
/// Claims items of the ledger and does them, until it is told to stop; then what it does goes back into the ledger at once. A restart of the database only
/// makes it wait. One line of it takes all that comes, another only what is urgent, so that nobody waits behind a month.
/// </summary>
/// <param name="name">Who is named in the ledger.</param>
/// <param name="database">Where all is.</param>
/// <param name="jobs">By kind.</param>
/// <param name="options">How long and how often.</param>
/// <param name="logger">Told what begins and how it ends.</param>
public sealed partial class Worker(string name, TrackerDatabase database, IReadOnlyDictionary<string, Job> jobs, WorkOptions options, ILogger logger) : IDisposable
{
    /// <summary>Between looks into an empty ledger.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>At most, while the database does not answer, or not as it should.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>Signs of life in a lease.</summary>
    private const int BeatsInLease = 4;

    private readonly PanelShelf panels = new(database);

    /// <summary>This process on this machine.</summary>
    public static string UsualName => $"{Environment.MachineName} {Environment.ProcessId}";

    public Task RunAsync(CancellationToken stopping) => Task.WhenAll(LineAsync(0, stopping), LineAsync(NewWork.Urgent, stopping));

    /// <summary>Takes up one item out of turn, beside what else is in hand, and sees it to its end, or hands it back.</summary>
    /// <param name="workId">The item.</param>
    /// <param name="stopping">Hands it back.</param>
    /// <returns>False where it cannot be taken up: it has ended, another has it, or it waits.</returns>
    public async Task<bool> DoAsync(long workId, CancellationToken stopping)
    {
        if (await WorkLedger.ClaimAsync(database.Source, name, leastPriority: 0, options, stopping, workId) is not { } claim)
            return false;
        await DoAsync(claim, stopping);
        return true;
    }

    public void Dispose() => panels.Dispose();

    private async Task LineAsync(short leastPriority, CancellationToken stopping)
    {
        var pause = Pause;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                while (await DoNextAsync(leastPriority, stopping))
                    pause = Pause;
                pause = Pause;
            }
            catch (Exception) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                if (DatabaseTrouble.Is(error))
                    LogDatabase(pause.TotalSeconds, error.Message);
                else
                    LogLedger(error, pause.TotalSeconds);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }

            await Task.Delay(pause, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Takes up one item and sees it to its end, or hands it back.</summary>
    /// <returns>False where there is nothing to do.</returns>
    internal async Task<bool> DoNextAsync(short leastPriority, CancellationToken stopping)
    {
        if (await WorkLedger.ClaimAsync(database.Source, name, leastPriority, options, stopping) is not { } claim)
            return false;
        await DoAsync(claim, stopping);
        return true;
    }

    private async Task DoAsync(WorkClaim claim, CancellationToken stopping)
    {
        using var scope = logger.BeginScope(new Dictionary<string, object>
        {
            ["work"] = claim.Item.WorkId,
            ["kind"] = claim.Item.Kind,
            ["month"] = $"{claim.Item.Month}",
            ["arguments"] = claim.Item.Arguments, // the run is one
            ["attempt"] = claim.Item.Attempt,
        });
        LogStart(claim.Item.WorkId, claim.Item.Kind);
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var ended = new CancellationTokenSource();
        var beating = BeatAsync(claim, lost, ended.Token);
        using var activity = Instruments.Begin(claim.Item);
        var begun = Stopwatch.GetTimestamp();
        try
        {
            var outcome = await OutcomeAsync(claim, stopping, lost.Token);
            Instruments.End(claim.Item, outcome, Stopwatch.GetElapsedTime(begun), activity);
        }
        finally
        {
            await ended.CancelAsync();
            await beating;
        }
    }

    /// <returns>The outcome in a word.</returns>
    private async Task<string> OutcomeAsync(WorkClaim claim, CancellationToken stopping, CancellationToken lost)
    {
        var id = claim.Item.WorkId;
        try
        {
            var failure = await claim.DeadChildAsync(lost) is { } dead ? $"work {dead.WorkId} ({dead.Kind}), which it needs, is dead: {dead.Error}"
                : !jobs.ContainsKey(claim.Item.Kind) ? $"kind {claim.Item.Kind}: expected one of {string.Join(", ", jobs.Keys.Order())}"
                : null;
            if (failure is not null)
                await FailAsync(claim, failure, again: false);
            else
                await jobs[claim.Item.Kind](new(database, claim, panels, new Steps(claim)), lost);
            LogEnd(id, claim.Item.Kind);
            return failure is null ? "done" : "failed";
        }
        catch (Exception error) when (stopping.IsCancellationRequested)
        {
            await SettleAsync(() => claim.GiveBackAsync(TimeSpan.Zero, CancellationToken.None));
            LogGivenBack(id, error.Message);
            return "given back";
        }
        catch (Exception error) when (error is LeaseLostException || lost.IsCancellationRequested)
        {
            LogLost(id, error.Message);
            return "lost";
        }
        catch (Exception error) when (DatabaseTrouble.Is(error))
        {
            await SettleAsync(() => claim.GiveBackAsync(LongestPause, CancellationToken.None));
            LogGivenBack(id, error.Message);
            return "given back";
        }
        catch (Exception error) when (error is NothingToComputeException)
        {
            await FailAsync(claim, error.Message, again: false);
            LogRefused(id, claim.Item.Kind, error.Message);
            return "failed";
        }
        catch (Exception error) when (error is StorageException or AlertNotDeliveredException or IngestException or IOException or UnauthorizedAccessException)
        {
            await FailAsync(claim, error.Message, again: true);
            LogRefused(id, claim.Item.Kind, error.Message);
            return "failed";
        }
        catch (Exception error)
        {
            await FailAsync(claim, "this is a fault of Tracker; its log has more", again: true);
            LogFailed(error, id, claim.Item.Kind);
            return "failed";
        }
    }

    private Task FailAsync(WorkClaim claim, string error, bool again) =>
        SettleAsync(() => claim.FailAsync(error, again, Chance(), CancellationToken.None));

    /// <summary>Tells the ledger as soon as the database answers; after a lease another has the item anyway.</summary>
    private async Task SettleAsync(Func<Task<bool>> tell)
    {
        for (var watch = Stopwatch.StartNew(); ;)
        {
            try
            {
                await tell();
                return;
            }
            catch (Exception error) when (DatabaseTrouble.Is(error) && watch.Elapsed < options.Lease)
            {
                await Task.Delay(Pause);
            }
            catch (Exception error) when (DatabaseTrouble.Is(error))
            {
                return;
            }
        }
    }

    /// <summary>Gives signs of life; ends the item where it has become another's. While the database does not answer nobody can take it.</summary>
    private async Task BeatAsync(WorkClaim claim, CancellationTokenSource lost, CancellationToken ended)
    {
        while (true)
        {
            await Task.Delay(options.Lease / BeatsInLease, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (ended.IsCancellationRequested)
                return;
            try
            {
                if (await claim.BeatAsync(ended))
                    continue;
                if (!ended.IsCancellationRequested)
                    await lost.CancelAsync();
                return;
            }
            catch (Exception error)
            {
                if (!ended.IsCancellationRequested)
                    LogBeat(claim.Item.WorkId, error.Message); // the next one tells
            }
        }
    }

    private static double Chance() => RandomNumberGenerator.GetInt32(1 << 30) / (double)(1 << 30);

    [LoggerMessage(Level = LogLevel.Information, Message = "work {Work}: {Kind} begins")]
    private partial void LogStart(long work, string kind);

    [LoggerMessage(Level = LogLevel.Information, Message = "work {Work}: {Kind} ends")]
    private partial void LogEnd(long work, string kind);

    [LoggerMessage(Level = LogLevel.Information, Message = "work {Work}: handed back: {Reason}")]
    private partial void LogGivenBack(long work, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "work {Work}: lost: {Reason}")]
    private partial void LogLost(long work, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "work {Work}: {Kind} was not done: {Reason}")]
    private partial void LogRefused(long work, string kind, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "work {Work}: {Kind} failed")]
    private partial void LogFailed(Exception error, long work, string kind);

    [LoggerMessage(Level = LogLevel.Warning, Message = "the database does not answer, next look in {Seconds} s: {Reason}")]
    private partial void LogDatabase(double seconds, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "the ledger cannot be read or written, next look in {Seconds} s")]
    private partial void LogLedger(Exception error, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "work {Work}: no sign of life could be given: {Reason}")]
    private partial void LogBeat(long work, string reason);

    private sealed class Steps(WorkClaim claim) : IProgress<string>
    {
        public void Report(string value) => claim.StepAsync(value, CancellationToken.None).GetAwaiter().GetResult();
    }
}
