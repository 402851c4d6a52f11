using MathNet.Numerics;

namespace Tracker.Core.Bought;

/// <summary>Whether a share changed more than consumers differ.</summary>
/// <param name="Error">Standard error of the change, linearised over consumers, both months of a consumer together.</param>
/// <param name="P">Two-sided.</param>
internal readonly record struct ShareTest(double Error, double P)
{
    /// <summary>Shares that differ by less are the same but for rounding.</summary>
    private const double Same = 1e-12;

    /// <summary>
    /// The change of the share is Σd over consumers, where d is the change of what each spends on the item less the mean share of what each spends at all. When nothing
    /// happened the two months of a consumer can change places, which gives d the other sign; so T = Σd / √Σd² is compared with the normal, whose tails are those of random
    /// signs or a little heavier (Efron 1969). With n consumers T is at most √n: few can never be sure.
    /// </summary>
    public static ShareTest Of(in ItemSums item, in ItemSums all)
    {
        var change = item.After - item.Before;
        var error = Math.Sqrt(Math.Max(0, item.LinearSquares(all)) * all.Consumers / Math.Max(1, all.Consumers - 1));
        var squares = item.NullSquares(all);
        return new(error, squares <= 0 || Math.Abs(change) <= Same ? 1 : SpecialFunctions.Erfc(Math.Abs(change) / Math.Sqrt(2 * squares)));
    }
}
