using System.Text.Json;
using Tracker.Core.Panel;
using Tracker.Storage.Work;

namespace Tracker.Jobs.Stages;

/// <summary>What someone asks about a mover: the arguments of work of the kinds drivers and decompose.</summary>
/// <param name="Sector">Its name.</param>
/// <param name="Metric">Its name.</param>
/// <param name="Reference">As in <see cref="DecomposeRequest.Reference"/> and <see cref="DriverRequest.Reference"/>.</param>
/// <param name="Attributes">Null for those that the job chooses.</param>
public sealed record MoverQuestion(string Sector, string Metric, string? Reference, IReadOnlyList<string>? Attributes)
{
    private const string Someone = " asked ";

    /// <summary>For the ledger, ahead of what nobody waits for; while it is open, the same question is the same item.</summary>
    /// <param name="kind">drivers or decompose.</param>
    /// <param name="month">Null for the last published one.</param>
    public NewWork Asked(string kind, Month? month) =>
        new NewWork(kind, $"{kind}{Someone}{month} {JsonSerializer.Serialize(this)}") { Month = month, Priority = NewWork.Urgent }.With(this);

    /// <summary>Whether someone asked it, and not the run of a month.</summary>
    public static bool IsAsked(WorkItem item) => item.Key.StartsWith(item.Kind + Someone, StringComparison.Ordinal);
}
