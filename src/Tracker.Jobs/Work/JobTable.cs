using Tracker.Jobs.Alerts;
using Tracker.Jobs.Stages;
using Tracker.Storage.Work;

namespace Tracker.Jobs.Work;

/// <summary>Which job does which kind of work.</summary>
public static class JobTable
{
    public static readonly IReadOnlyDictionary<string, Job> All = new Dictionary<string, Job>
    {
        [WorkKind.Month] = MonthStage.RunAsync,
        [WorkKind.Alert] = SendAlert.RunAsync,
    };
}
