namespace Tracker.Core.Decomposition;

/// <summary>How many people stand behind a cell in a month, and how much of it one of them is.</summary>
/// <param name="Consumers">Unweighted.</param>
/// <param name="Contributors">Consumers who add to the metric's denominator, such as buyers for a ticket.</param>
/// <param name="Spend">The sum of what each consumer spent, without sign; 0 where money plays no part.</param>
/// <param name="LargestSpend">The largest of them.</param>
public readonly record struct CellSize(int Consumers, int Contributors, double Spend = 0, double LargestSpend = 0)
{
    /// <summary>Of two cells that have no consumer in common.</summary>
    public static CellSize operator +(CellSize left, CellSize right) => new(
        left.Consumers + right.Consumers, left.Contributors + right.Contributors, left.Spend + right.Spend, Math.Max(left.LargestSpend, right.LargestSpend));

    /// <summary>What is small in either of two months is small in it; a month with nobody says nothing.</summary>
    public static CellSize Smaller(CellSize one, CellSize other)
    {
        var largest = one.Spend > 0 && one.LargestSpend * other.Spend >= other.LargestSpend * one.Spend ? one : other;
        return new(Least(one.Consumers, other.Consumers), Least(one.Contributors, other.Contributors), largest.Spend, largest.LargestSpend);

        static int Least(int left, int right) => left == 0 ? right : right == 0 ? left : Math.Min(left, right);
    }

    /// <summary>Whether publishing it would say something of few: 1 to k − 1 consumers or contributors, or one who is more than half of it.</summary>
    public bool IsSmall(int least) =>
        (Consumers > 0 && Consumers < least) || (Contributors > 0 && Contributors < least) || (least > 1 && LargestSpend > Spend / 2);
}

/// <summary>A segment in both months.</summary>
public readonly record struct CellSizes(CellSize Before, CellSize After)
{
    public static CellSizes operator +(CellSizes left, CellSizes right) => new(left.Before + right.Before, left.After + right.After);

    /// <summary>Exactly nobody in one month is new or gone, and no secret when the other month is safe.</summary>
    public bool IsSmall(int least) => Before.IsSmall(least) || After.IsSmall(least);

    public int Consumers => Before.Consumers + After.Consumers;
}
