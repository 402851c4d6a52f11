using Tracker.Core.Decomposition;
using Tracker.Core.Panel;

namespace Tracker.Jobs;

/// <summary>Which change is to be explained, and how.</summary>
/// <param name="Sector">Its name.</param>
/// <param name="Metric">One of the nine.</param>
public sealed record DecomposeRequest(string Sector, Metric Metric)
{
    /// <summary>Null for the last published month, else the last complete one.</summary>
    public Month? Month { get; init; }

    /// <summary>"expected", a month as yyyy-MM, or months back; null for expected, and 12 back where nothing can be expected.</summary>
    public string? Reference { get; init; }

    /// <summary>Whether the change since the reference month is the sum of those of consecutive months, whose parts add along time.</summary>
    public bool AlongTime { get; init; }

    /// <summary>One to five; null lets their strength decide.</summary>
    public IReadOnlyList<string>? Attributes { get; init; }

    /// <summary>k. Below <see cref="SmallCells.UsualLeast"/> the answer is not for publication, and it is not stored.</summary>
    public int LeastConsumers { get; init; } = SmallCells.UsualLeast;

    /// <summary>Whether the answer is for publication.</summary>
    internal bool IsPublished => LeastConsumers >= SmallCells.UsualLeast;
}
