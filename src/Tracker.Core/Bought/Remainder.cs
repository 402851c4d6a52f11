using Tracker.Core.Decomposition;

namespace Tracker.Core.Bought;

/// <summary>What is left of a row without another that lies wholly within it.</summary>
internal static class Remainder
{
    /// <summary>Whether it can be small, by the sums of both: it has as many consumers as they differ by, or more.</summary>
    public static bool MayBeSmall(CellSizes outer, CellSizes inner, int least)
    {
        return Month(outer.Before, inner.Before) || Month(outer.After, inner.After);

        bool Month(CellSize whole, CellSize part) =>
            whole.Spend > part.Spend && (whole.Consumers - part.Consumers < least || whole.LargestSpend > (whole.Spend - part.Spend) / 2);
    }
}
