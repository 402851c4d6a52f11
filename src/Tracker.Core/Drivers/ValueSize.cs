using Tracker.Core.Decomposition;

namespace Tracker.Core.Drivers;

/// <summary>How many consumers have a value, and how much of it they are in both months.</summary>
internal readonly record struct ValueSize(int Consumers, CellSizes Sizes)
{
    public static ValueSize operator +(in ValueSize left, in ValueSize right) => new(left.Consumers + right.Consumers, left.Sizes + right.Sizes);

    /// <summary>Whether it is of someone, and of few, or mostly of one.</summary>
    public bool IsSmall(int least) => (Consumers > 0 && Consumers < least) || Sizes.IsSmall(least);
}
