using Npgsql;
using Tracker.Core.Movers;
using Tracker.Jobs;
using Tracker.Storage;
using Tracker.Storage.Results;

namespace Tracker.Api.Runs;

/// <summary>Computes the months that were asked for, one after the other. When the service ends, what it computes goes back into the queue.</summary>
internal sealed partial class RunQueue(TrackerDatabase database, ILogger<RunQueue> logger) : BackgroundService
{
    /// <summary>Another process may put something into the queue, or leave it there.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim woken = new(0);

    /// <summary>There is something to do.</summary>
    public void Wake() => woken.Release();

    public override void Dispose()
    {
        woken.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await AnswerNextAsync(stoppingToken))
                    stoppingToken.ThrowIfCancellationRequested();
                await woken.WaitAsync(Pause, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (NpgsqlException error)
            {
                LogDatabase(error);
                await Task.Delay(Pause, CancellationToken.None);
            }
        }
    }

    /// <returns>False where nothing waits.</returns>
    private async Task<bool> AnswerNextAsync(CancellationToken stopping)
    {
        await using var claim = await RunRequests.TakeAsync(database.Source, stopping);
        if (claim is null)
            return false;
        var (request, month) = (claim.Request.RequestId, claim.Request.Month.ToString());
        using var scope = logger.BeginScope(new Dictionary<string, object> { ["request"] = request, ["month"] = month });
        try
        {
            LogStart(request, month);
            var run = await ComputeMonth.RunAsync(database, claim.Request.Month, ScoringOptions.Default, new Steps(claim), stopping);
            claim.Finish(run);
            LogDone(request, run.RunId, month);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            claim.GiveBack();
            throw;
        }
        catch (Exception error) when (error is NothingToComputeException or StorageException)
        {
            claim.Fail(error.Message);
            LogRefused(request, month, error.Message);
        }
        catch (Exception error) when (error is PostgresException or not NpgsqlException)
        {
            claim.Fail("this is a fault of Tracker; its log has more");
            LogFailed(error, request, month);
        }

        return true;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "request {Request}: computing {Month}")]
    private partial void LogStart(long request, string month);

    [LoggerMessage(Level = LogLevel.Information, Message = "request {Request}: run {RunId} of {Month} is done")]
    private partial void LogDone(long request, long runId, string month);

    [LoggerMessage(Level = LogLevel.Warning, Message = "request {Request}: {Month} was not computed: {Reason}")]
    private partial void LogRefused(long request, string month, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "request {Request}: {Month} failed")]
    private partial void LogFailed(Exception error, long request, string month);

    [LoggerMessage(Level = LogLevel.Error, Message = "the database does not answer")]
    private partial void LogDatabase(Exception error);

    private sealed class Steps(RunRequestClaim claim) : IProgress<string>
    {
        public void Report(string value) => claim.Step(value);
    }
}
