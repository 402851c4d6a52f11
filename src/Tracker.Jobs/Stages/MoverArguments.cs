using Tracker.Core.Panel;
using Tracker.Storage.Results;
using Tracker.Storage.Work;

namespace Tracker.Jobs.Stages;

/// <summary>The arguments of work on one mover.</summary>
/// <param name="Sector">Its name.</param>
/// <param name="Metric">Its name.</param>
public sealed record MoverArguments(string Sector, string Metric)
{
    /// <summary>The run whose mover is explained, in the usual way; null where somebody asks.</summary>
    public long? Run { get; init; }

    /// <summary>What the month is compared with, as in <see cref="DriverRequest"/> and <see cref="DecomposeRequest"/>; null for the usual.</summary>
    public string? Reference { get; init; }

    /// <summary>Null for the usual.</summary>
    public IReadOnlyList<string>? Attributes { get; init; }

    public static MoverArguments Of(Run run, PublishedMover mover) => new(mover.Sector, mover.Metric) { Run = run.RunId };

    /// <summary>The work; the same arguments are the same item as long as it is open.</summary>
    /// <param name="kind"><see cref="WorkKind.Drivers"/> or <see cref="WorkKind.Decompose"/>.</param>
    /// <param name="month">Null for the last published one.</param>
    public NewWork Asking(string kind, Month? month)
    {
        var work = new NewWork(kind, "") { Month = month, Priority = Run is null ? NewWork.Urgent : (short)0 }.With(this);
        return work with { Key = $"{kind} {month} {Configuration.Of(this).Hash}" };
    }
}
