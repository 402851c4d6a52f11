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

    /// <summary>For those who do not run Tracker: without folders of the server, and without errors, which name folders and hosts.</summary>
    public WorkView WithoutPlaces() => new(WithoutPlaces(Item), [.. Parts.Select(WithoutPlaces)]);

    /// <summary>What runs or waits, the newest first; parts stand with what waits for them.</summary>
    public static async Task<IReadOnlyList<WorkView>> OpenAsync(NpgsqlDataSource source, CancellationToken cancellation) =>
        await OfAsync(source, await OpenItemsAsync(source, cancellation), cancellation);

    /// <summary>What has failed for good, the newest first.</summary>
    public static async Task<IReadOnlyList<WorkView>> DeadAsync(NpgsqlDataSource source, CancellationToken cancellation) =>
        await OfAsync(source, await WorkLedger.ListAsync(source, new(Status: WorkStatus.Dead), null, MostItems, cancellation), cancellation);

    /// <summary>All items that are open, parts too. What runs is read before and after what waits: else one that is taken up or put back in between would be in neither.</summary>
    public static async Task<IReadOnlyList<WorkItem>> OpenItemsAsync(NpgsqlDataSource source, CancellationToken cancellation)
    {
        var items = new List<WorkItem>();
        foreach (var status in new[] { WorkStatus.Running, WorkStatus.Queued, WorkStatus.Running })
            items.InsertRange(0, await WorkLedger.ListAsync(source, new(Status: status), null, MostParts, cancellation));
        return [.. items.DistinctBy(item => item.WorkId).OrderByDescending(item => item.WorkId)];
    }

    private static async Task<IReadOnlyList<WorkView>> OfAsync(NpgsqlDataSource source, IReadOnlyList<WorkItem> items, CancellationToken cancellation)
    {
        var views = new List<WorkView>();
        foreach (var item in items.Where(item => item.ParentId is null))
            views.Add(new(item, await WorkLedger.ListAsync(source, new(ParentId: item.WorkId), null, MostParts, cancellation)));
        return views;
    }

    private static string NameOf(WorkItem item)
    {
        var month = item.Month is { } known ? Figures.Name(known) : "the last month";
        return item.Kind switch
        {
            WorkKind.Ingest => Text(item, "folder") is { Length: > 0 } folder ? $"Load of {folder}" : "Load",
            WorkKind.Month => month,
            WorkKind.Score => $"Forecasts of {Figures.Name(Text(item, "metric"))}, {month}",
            WorkKind.Drivers => $"Drivers of {Text(item, "sector")} {Figures.Name(Text(item, "metric"))}, {month}",
            WorkKind.Decompose => $"Decomposition of {Text(item, "sector")} {Figures.Name(Text(item, "metric"))}, {month}",
            WorkKind.Bought => $"What was bought in {Text(item, "sector")}, {month}",
            WorkKind.MonthToDate => "Early signal",
            WorkKind.Alert => item.Month is null ? "Alert of dead work" : $"Alert of {month}",
            _ => Figures.Name(item.Kind),
        };
    }

    private static WorkItem WithoutPlaces(WorkItem item) => item with { Error = null, Arguments = item.Kind == WorkKind.Ingest ? "{}" : item.Arguments };

    private static string Text(WorkItem item, string name)
    {
        using var arguments = JsonDocument.Parse(item.Arguments);
        return arguments.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
    }
}
