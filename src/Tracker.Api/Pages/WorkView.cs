using System.Text.Json;
using Npgsql;
using Tracker.Storage.Work;

namespace Tracker.Api.Pages;

/// <summary>An item of work as people see it: with what it waits for.</summary>
/// <param name="Parts">That it had to wait for, those that have ended among them.</param>
internal sealed record WorkView(WorkItem Item, IReadOnlyList<WorkItem> Parts)
{
    private const int MostItems = 100;
    private const int MostParts = 1000;

    public int Ended => Parts.Count(part => part.Ended);

    /// <summary>In words.</summary>
    public string Name => NameOf(Item);

    /// <summary>What is being done at the moment.</summary>
    public string Now => Parts.Where(part => part.Status == WorkStatus.Running).Select(NameOf).FirstOrDefault()
        ?? (Item.Steps is [.., var last] ? last : null) ?? (Item.Status == WorkStatus.Queued ? "waits for a worker" : "begins");

    /// <summary>What runs or waits, and what has failed for good, the newest first; parts stand with what waits for them.</summary>
    public static async Task<IReadOnlyList<WorkView>> ReadAsync(NpgsqlDataSource source, WorkStatus status, CancellationToken cancellation)
    {
        var views = new List<WorkView>();
        foreach (var item in (await WorkLedger.ListAsync(source, new(Status: status), null, MostItems, cancellation)).Where(item => item.ParentId is null))
            views.Add(new(item, await WorkLedger.ListAsync(source, new(ParentId: item.WorkId), null, MostParts, cancellation)));
        return views;
    }

    private static string NameOf(WorkItem item)
    {
        var month = item.Month is { } known ? Figures.Name(known) : "the last month";
        return item.Kind switch
        {
            WorkKind.Ingest => $"Load of {Text(item, "folder")}",
            WorkKind.Month => month,
            WorkKind.Score => $"Forecasts of {Figures.Name(Text(item, "metric"))}, {month}",
            WorkKind.Drivers => $"Drivers of {Text(item, "sector")} {Figures.Name(Text(item, "metric"))}, {month}",
            WorkKind.Decompose => $"Decomposition of {Text(item, "sector")} {Figures.Name(Text(item, "metric"))}, {month}",
            WorkKind.MonthToDate => "Early signal",
            WorkKind.Alert => $"Alert of {month}",
            _ => Figures.Name(item.Kind),
        };
    }

    private static string Text(WorkItem item, string name)
    {
        using var arguments = JsonDocument.Parse(item.Arguments);
        return arguments.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
    }
}
