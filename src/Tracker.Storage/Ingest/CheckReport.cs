using Tracker.Core.Panel;

namespace Tracker.Storage.Ingest;

/// <summary>
/// What a load of a folder into an empty database would book: <c>Read = Accepted + Rejected + Duplicates</c>. Rows are compared within the files
/// only, so a row that the database holds already counts as accepted here.
/// </summary>
/// <param name="UnknownShares">By attribute, the share of consumers of whom it is unknown, 0 to 1.</param>
/// <param name="Reasons">The rejects by file, column and reason, the most frequent first.</param>
public sealed record CheckReport(
    long Read, long Accepted, long Rejected, long Duplicates, Money Amounts, int Consumers, int ConsumerRejects,
    string TimeZone, string? Currency, IReadOnlyList<Month> Months, IReadOnlyList<SectorCount> Sectors,
    IReadOnlyList<(string Attribute, double Share)> UnknownShares, IReadOnlyList<RejectReason> Reasons);

/// <param name="Sector">Its name.</param>
/// <param name="Events">Accepted rows.</param>
public readonly record struct SectorCount(string Sector, long Events);

/// <summary>Rejects of one file that have the same column and reason.</summary>
/// <param name="Column">Null where it is the row as a whole.</param>
/// <param name="FirstLine">The line of the first of them.</param>
public readonly record struct RejectReason(string File, string? Column, string Reason, long Count, long FirstLine);
