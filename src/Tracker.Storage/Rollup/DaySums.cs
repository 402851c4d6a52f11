namespace Tracker.Storage.Rollup;

/// <summary>What the panel did in one sector on one day, unweighted.</summary>
internal struct DaySums
{
    public long GrossCents;
    public long RefundCents;
    public long Purchases;
    public long Visits;
    public long Events;
}
