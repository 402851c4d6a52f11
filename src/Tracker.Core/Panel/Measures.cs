namespace Tracker.Core.Panel;

/// <summary>
/// The unweighted additive sums of one sector over a month (or a day) of the panel. <c>default</c> is a month in which nothing happened.
/// </summary>
/// <param name="GrossCents">Money of purchases, in cents.</param>
/// <param name="RefundCents">Money given back, in cents, as a positive number.</param>
/// <param name="Purchases">Purchase events.</param>
/// <param name="Visits">Visit and purchase events; a refund is not a visit.</param>
/// <param name="Buyers">Consumers with at least one purchase.</param>
public readonly record struct Measures(long GrossCents, long RefundCents, long Purchases, long Visits, long Buyers)
{
    /// <summary>Purchases less refunds, in cents.</summary>
    public long SpendCents => GrossCents - RefundCents;

    public static Measures operator +(Measures left, Measures right) => new(
        left.GrossCents + right.GrossCents, left.RefundCents + right.RefundCents, left.Purchases + right.Purchases, left.Visits + right.Visits,
        left.Buyers + right.Buyers);
}
