using Tracker.Core.Panel;

namespace Tracker.Storage.Ingest;

/// <summary>
/// What a load of a folder into an empty database would book: <c>Read = Accepted + Rejected + Duplicates</c>. Rows are compared within the files
/// only, so a row that the database holds already counts as accepted here.
/// </summary>
/// <param name="UnknownShares">By attribute, the share of consumers of whom it is unknown, 0 to 1.</param>
/// <param name="Population">The tables of population targets, by their attributes.</param>
/// <param name="Reasons">The rejects by file, column and reason, the most frequent first.</param>
public sealed record CheckReport(
    long Read, long Accepted, long Rejected, long Duplicates, Money Amounts, int Consumers, int ConsumerRejects,
    string TimeZone, string? Currency, IReadOnlyList<Month> Months, IReadOnlyList<SectorCount> Sectors,
    IReadOnlyList<(string Attribute, double Share)> UnknownShares, IReadOnlyList<TargetTable> Population, IReadOnlyList<RejectReason> Reasons);

/// <summary>Population targets by the same attributes.</summary>
/// <param name="Attributes">One for a margin, several for joint cells; in order.</param>
/// <param name="Months">How many months have the table.</param>
/// <param name="People">Of all cells in the last of them.</param>
/// <param name="WithoutConsumers">Values of its cells that no consumer of the files has, as attribute=value: people who have them are given to the nearest cell.</param>
public sealed record TargetTable(IReadOnlyList<string> Attributes, int Months, double People, IReadOnlyList<string> WithoutConsumers);

/// <param name="Sector">Its name.</param>
/// <param name="Events">Accepted rows.</param>
public readonly record struct SectorCount(string Sector, long Events);

/// <summary>Rejects of one file that have the same column and reason.</summary>
/// <param name="Column">Null where it is the row as a whole.</param>
/// <param name="FirstLine">The line of the first of them.</param>
public readonly record struct RejectReason(string File, string? Column, string Reason, long Count, long FirstLine);
