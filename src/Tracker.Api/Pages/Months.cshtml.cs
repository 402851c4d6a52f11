using Tracker.Storage;
using Tracker.Storage.Reports;

namespace Tracker.Api.Pages;

/// <summary>The months of the data, and how far each is.</summary>
internal sealed class MonthsModel(TrackerDatabase database) : TrackerPage(database)
{
    public override string Section => "data";

    /// <summary>Events by month, oldest first.</summary>
    public ChartFrame Chart => new(
        "columns", "events-by-month", "Events by month", $"Events of {Months.Count} months; those that are incomplete, stale or provisional in another colour",
        new
        {
            Unit = "events",
            Points = Months.Reverse().Select(month => new
            {
                Name = $"{month.Month}",
                Value = month.Events,
                Shown = $"{Figures.Count(month.Events)} events",
                Note = StateOf(month) is "published" or "complete" ? null : StateOf(month),
                Link = Links.Movers(month.Month),
            }),
        },
        "low", "/api/v1/months?format=csv", "/api/v1/months?format=xlsx");

    /// <summary>The first that holds, as of <see cref="MonthState"/>.</summary>
    public static string StateOf(MonthSummary month) => month switch
    {
        { Complete: false } => "incomplete",
        { Stale: true } => "stale",
        { Provisional: true } => "provisional",
        { RunId: not null } => "published",
        _ => "complete",
    };
}
