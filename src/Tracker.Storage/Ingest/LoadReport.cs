using Tracker.Core.Panel;

namespace Tracker.Storage.Ingest;

/// <summary>The books of a load: <c>Read = Accepted + Rejected + Duplicates</c>, in rows of events and in money.</summary>
/// <param name="Corrected">Accepted rows that replace one of an earlier load.</param>
/// <param name="Months">The months that changed, oldest first.</param>
/// <param name="Stale">The months with published results that this load makes out of date.</param>
/// <param name="DataVersion">This load where it changed anything, else the version that it found.</param>
public sealed record LoadReport(
    int Load, long Read, long Accepted, long Corrected, long Rejected, long Duplicates, Money Amounts,
    int ConsumersNew, int ConsumersChanged, int ConsumerRejects, IReadOnlyList<Month> Months, IReadOnlyList<Month> Stale, long DataVersion);

/// <summary>Amounts in cents, with the sign of the file: <c>Read = Accepted + Rejected + Duplicates</c>.</summary>
public readonly record struct Money(long AcceptedCents, long RejectedCents, long DuplicateCents)
{
    public long ReadCents => AcceptedCents + RejectedCents + DuplicateCents;
}
