namespace Tracker.Core.Panel;

/// <summary>What one consumer did in one sector in one month, unweighted. <c>default</c> is nothing.</summary>
/// <param name="GrossCents">Money of purchases, in cents.</param>
/// <param name="RefundCents">Money given back, in cents, as a positive number.</param>
/// <param name="Purchases">Purchase events.</param>
/// <param name="Visits">Visit and purchase events; a refund is not a visit.</param>
public readonly record struct ConsumerCell(long GrossCents, long RefundCents, int Purchases, int Visits)
{
    /// <summary>With at least one purchase.</summary>
    public bool IsBuyer => Purchases > 0;

    /// <summary>The consumer's part of a measure; money in units of the currency.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a measure of the product.</exception>
    public double Of(Measure measure) => measure switch
    {
        Measure.Spend => (GrossCents - RefundCents) / 100.0,
        Measure.Purchases => Purchases,
        Measure.Visits => Visits,
        Measure.Buyers => IsBuyer ? 1 : 0,
        Measure.ActiveConsumers => 1,
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, "not a measure"),
    };
}
