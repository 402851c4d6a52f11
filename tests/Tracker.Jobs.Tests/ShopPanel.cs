using System.Globalization;
using Tracker.Core.Panel;
using Tracker.Storage;
using Tracker.Storage.Ingest;

namespace Tracker.Jobs.Tests;

/// <summary>A panel of one sector, loaded from files as anyone's would be: what every consumer is, and does in each month.</summary>
internal sealed class ShopPanel
{
    public const string Sector = "Dining";

    private readonly List<string> consumers = [];
    private readonly List<string> events = [];
    private readonly Dictionary<string, string> files = [];

    /// <summary>Adds a consumer with values of region and age; an empty one is unknown.</summary>
    public ShopPanel Consumer(string id, string region, string age)
    {
        consumers.Add($"{id},{region},{age}");
        return this;
    }

    /// <summary>Adds a purchase; labels are merchant, brand and product.</summary>
    public ShopPanel Purchase(string id, Month month, decimal amount, int day = 5, string labels = ",,") => Event(id, month, day, "purchase", amount, labels);

    public ShopPanel Visit(string id, Month month) => Event(id, month, 6, "visit", null);

    public ShopPanel Refund(string id, Month month, decimal amount) => Event(id, month, 7, "refund", -amount);

    public ShopPanel File(string name, params string[] lines)
    {
        files[name] = string.Join('\n', lines) + "\n";
        return this;
    }

    public async Task LoadAsync(TrackerDatabase database)
    {
        var folder = Directory.CreateTempSubdirectory("tracker-shop-").FullName;
        try
        {
            await WriteAsync(folder, "consumers.csv", "consumer_id,region,age\n" + string.Join('\n', consumers) + "\n");
            await WriteAsync(folder, "events.csv", "event_id,consumer_id,occurred_at,sector,kind,quantity,amount,merchant,brand,product\n" + string.Join('\n', events) + "\n");
            foreach (var (name, text) in files)
                await WriteAsync(folder, name, text);
            Directory.CreateDirectory(Path.Combine(folder, "events"));
            System.IO.File.Move(Path.Combine(folder, "events.csv"), Path.Combine(folder, "events", "1.csv"));
            await Loader.LoadAsync(database.Source, folder, null, TestContext.Current.CancellationToken);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task WriteAsync(string folder, string name, string text) =>
        System.IO.File.WriteAllTextAsync(Path.Combine(folder, name), text, TestContext.Current.CancellationToken);

    private ShopPanel Event(string id, Month month, int day, string kind, decimal? amount, string labels = ",,")
    {
        var money = amount?.ToString("0.00", CultureInfo.InvariantCulture);
        events.Add(string.Create(CultureInfo.InvariantCulture, $"{events.Count},{id},{month}-{day:00},{Sector},{kind},{(kind == "visit" ? "" : "1")},{money},{labels}"));
        return this;
    }

    /// <summary>An event on the last day, so that the month is complete.</summary>
    public ShopPanel End(string id, Month month) => Event(id, month, month.Days, "visit", null);
}
