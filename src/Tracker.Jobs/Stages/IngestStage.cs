using Tracker.Jobs.Work;
using Tracker.Storage.Ingest;
using Tracker.Storage.Work;

namespace Tracker.Jobs.Stages;

/// <summary>Loads a folder that the worker can read. Loaded again, it changes nothing.</summary>
public static class IngestStage
{
    /// <param name="Folder">Its path.</param>
    /// <param name="Dataset">A dataset.yaml that lies elsewhere; null for the one in the folder.</param>
    private sealed record Arguments(string Folder, string? Dataset);

    public static NewWork Of(string folder, string? dataset) =>
        new NewWork(WorkKind.Ingest, $"{WorkKind.Ingest} {folder}\n{dataset}").With(new Arguments(folder, dataset));

    public static async Task RunAsync(JobContext context, CancellationToken cancellation)
    {
        var arguments = context.Item.ArgumentsAs<Arguments>();
        try
        {
            var report = await Loader.LoadAsync(context.Database.Source, arguments.Folder, arguments.Dataset, null, cancellation);
            await context.Claim.FinishAsync(new() { Step = $"load {report.Load}: read {report.Read}, accepted {report.Accepted}, rejected {report.Rejected}" }, cancellation);
        }
        catch (IngestException error) when (error.InnerException is null)
        {
            throw new NothingToComputeException(error.Message, error);
        }
    }
}
