using Tracker.Jobs.Alerts;
using Tracker.Jobs.Stages;
using Tracker.Storage.Work;

namespace Tracker.Jobs.Work;

/// <summary>Which job does which kind of work.</summary>
public static class JobTable
{
    public static readonly IReadOnlyDictionary<string, Job> All = new Dictionary<string, Job>
    {
        [WorkKind.Ingest] = IngestStage.RunAsync,
        [WorkKind.Month] = MonthStage.RunAsync,
        [WorkKind.Score] = ScoreStage.RunAsync,
        [WorkKind.Drivers] = DriversStage.RunAsync,
        [WorkKind.Decompose] = DecomposeStage.RunAsync,
        [WorkKind.MonthToDate] = MonthToDateStage.RunAsync,
        [WorkKind.Alert] = SendAlert.RunAsync,
    };
}
