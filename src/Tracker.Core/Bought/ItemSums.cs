using Tracker.Core.Decomposition;

namespace Tracker.Core.Bought;

/// <summary>Sums over consumers of what a test of a share needs: α is a consumer's part of the month that goes to the item, β all of it.</summary>
internal struct ItemSums
{
    /// <summary>Of α in the reference month.</summary>
    public double Before;

    /// <summary>Of α in the month.</summary>
    public double After;

    /// <summary>Consumers with α in either month.</summary>
    public int Consumers;

    /// <summary>Of δ², where δ = α₁ − α₀.</summary>
    private double squares;

    /// <summary>Of δβ₀.</summary>
    private double crossBefore;

    /// <summary>Of δβ₁.</summary>
    private double crossAfter;

    /// <summary>Of β₀², β₁² and β₀β₁ over the consumers of the item.</summary>
    private double wholeBefore, wholeAfter, wholeCross;

    /// <summary>Who stand behind it.</summary>
    public CellSizes Sizes { get; private set; }

    public void Add(in Baskets.Cell item, in Baskets.Cell whole)
    {
        var change = item.After - item.Before;
        Before += item.Before;
        After += item.After;
        Consumers++;
        squares += change * change;
        crossBefore += change * whole.Before;
        crossAfter += change * whole.After;
        wholeBefore += whole.Before * whole.Before;
        wholeAfter += whole.After * whole.After;
        wholeCross += whole.Before * whole.After;
        Sizes += item.Size;
    }

    /// <summary>Σd² over all consumers, d = δ − R̄(β₁ − β₀) with R̄ the mean of the two shares; Σd is the change of the share.</summary>
    public readonly double NullSquares(in ItemSums all)
    {
        var mean = (Before + After) / 2;
        return squares - 2 * mean * (crossAfter - crossBefore) + mean * mean * (all.wholeBefore + all.wholeAfter - 2 * all.wholeCross);
    }

    /// <summary>Σe² over all consumers, e = (α₁ − R₁β₁) − (α₀ − R₀β₀): what a consumer moves the change of the share by.</summary>
    public readonly double LinearSquares(in ItemSums all) =>
        squares - 2 * (After * crossAfter - Before * crossBefore)
        + After * After * all.wholeAfter + Before * Before * all.wholeBefore - 2 * Before * After * all.wholeCross;
}
