namespace Tracker.Storage.Rollup;

/// <summary>What one consumer did in one sector in one month.</summary>
internal struct Cell
{
    public long GrossCents;
    public long RefundCents;
    public int Events;
    public int Purchases;
    public int Visits;
}
