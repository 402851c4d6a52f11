using Tracker.Core.Panel;

namespace Tracker.Storage.Ingest;

/// <summary>Names of the tables of a month.</summary>
internal static class EventTables
{
    public static string Partition(Month month) => $"warehouse.events_{Suffix(month)}";

    public static string Cells(Month month) => $"mart.cells_{Suffix(month)}";

    public static string StagedEvents(int load, Month month) => $"staging.load_{load}_events_{Suffix(month)}";

    public static string StagedCells(int load, Month month) => $"staging.load_{load}_cells_{Suffix(month)}";

    public static string StagedDays(int load, Month month) => $"staging.load_{load}_days_{Suffix(month)}";

    public static string StagedRejects(int load) => $"staging.load_{load}_rejects";

    /// <summary>When a month begins and ends in its zone, as PostgreSQL reads it.</summary>
    public static (string Begins, string Ends) Bounds(PanelZone zone, Month month) =>
        ($"{Instant.UtcOf(zone.StartOf(month)):yyyy-MM-dd HH:mm:ss}Z", $"{Instant.UtcOf(zone.StartOf(month + 1)):yyyy-MM-dd HH:mm:ss}Z");

    private static string Suffix(Month month) => $"{month.Year:0000}_{month.MonthOfYear:00}";
}
