using System.Globalization;
using Tracker.Cli.Output;
using Tracker.Storage.Ingest;

namespace Tracker.Cli.Commands;

/// <summary>Prints what a load would book.</summary>
internal static class CheckOutput
{
    private const decimal CentsPerUnit = 100;
    private const int MaxReasons = 20;

    private static readonly IReadOnlyList<Column<CheckReport>> Columns =
    [
        new("read", report => report.Read, "#,##0"),
        new("accepted", report => report.Accepted, "#,##0"),
        new("rejected", report => report.Rejected, "#,##0"),
        new("duplicates", report => report.Duplicates, "#,##0"),
        new("amountRead", report => report.Amounts.ReadCents / CentsPerUnit, "#,##0.00"),
        new("amountAccepted", report => report.Amounts.AcceptedCents / CentsPerUnit, "#,##0.00"),
        new("amountRejected", report => report.Amounts.RejectedCents / CentsPerUnit, "#,##0.00"),
        new("amountDuplicates", report => report.Amounts.DuplicateCents / CentsPerUnit, "#,##0.00"),
        new("consumers", report => report.Consumers, "#,##0"),
        new("consumersRejected", report => report.ConsumerRejects, "#,##0"),
        new("timeZone", report => report.TimeZone),
        new("currency", report => report.Currency),
        new("months", report => Texts(report.Months.Select(month => month.ToString()))),
        new("sectors", report => Texts(report.Sectors.Select(sector => Text($"{sector.Sector}: {sector.Events:#,##0}")))),
        new("unknownAttributes", report => Texts(report.UnknownShares.Select(unknown => Text($"{unknown.Attribute}: {unknown.Share:0.0%}")))),
        new("population", report => Texts(report.Population.Select(Table))),
        new("reasons", report => Texts(report.Reasons.Take(MaxReasons).Select(Reason))),
    ];

    public static void Print(OutputFormat format, CheckReport report)
    {
        Note.Write("checked within the files only; nothing was loaded, and nothing compared with a database");
        Result.PrintOne(format, Columns, report);
    }

    private static string Table(TargetTable table) =>
        Text($"{string.Join(" x ", table.Attributes)}: {table.People:#,##0} people, months {table.Months:#,##0}{(table.WithoutConsumers.Count == 0 ? "" : "; no consumer has ")}{string.Join(", ", table.WithoutConsumers)}");

    private static string Reason(RejectReason reason) =>
        Text($"{reason.Count:#,##0} in {reason.File}, first in line {reason.FirstLine}: {(reason.Column is null ? "" : reason.Column + ": ")}{reason.Reason}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string[] Texts(IEnumerable<string> items) => [.. items];
}
