using Tracker.Core.Panel;

namespace Tracker.Synthetic;

/// <summary>What one consumer did in one sector and month: a cell of the consumer × sector × month mart. Cells without events do not exist.</summary>
/// <param name="Consumer">Position of the consumer; row of consumers.csv.</param>
/// <param name="Sector">Position of the sector.</param>
/// <param name="Visits">Visits and purchases.</param>
/// <param name="Purchases">Purchases.</param>
/// <param name="GrossCents">Money of purchases, in cents.</param>
/// <param name="RefundCents">Money given back, in cents, as a positive number.</param>
public readonly record struct ConsumerCell(int Consumer, int Sector, int Visits, int Purchases, long GrossCents, long RefundCents)
{
    /// <summary>Purchases less refunds, in cents.</summary>
    public long SpendCents => GrossCents - RefundCents;

    public Measures AddTo(Measures sums) => new(
        sums.GrossCents + GrossCents,
        sums.RefundCents + RefundCents,
        sums.Purchases + Purchases,
        sums.Visits + Visits,
        sums.Buyers + (Purchases > 0 ? 1 : 0));
}
