using Tracker.Api.Answers;
using Tracker.Api.Output;
using Tracker.Core.Bought;
using Tracker.Storage.Results;

namespace Tracker.Api.Bought;

/// <summary>What consumers of a sector bought in a month against a reference month.</summary>
/// <param name="Id">Of the stored answer.</param>
/// <param name="Month">yyyy-MM.</param>
/// <param name="Reference">The month that it is compared with.</param>
/// <param name="ShareOf">spend or purchases: what the shares are of.</param>
/// <param name="IncludesSeason">Whether the change holds a part of the year's season.</param>
/// <param name="MinConsumers">No item that fewer bought is shown.</param>
/// <param name="DataVersion">Of the data that it was made from.</param>
/// <param name="Notes">What a reader should know beside it.</param>
/// <param name="Explained">Whether any item passes: where none does, chance may have ranked them.</param>
/// <param name="Buyers">Consumers who bought in the sector in either month.</param>
/// <param name="Tested">How many items of each kind were tested.</param>
/// <param name="Items">By kind, then by chance, then by size of change; unknown and other last.</param>
internal sealed record BoughtRow(
    long Id, string Month, string Sector, string Metric, string Reference, string ShareOf, bool IncludesSeason, int MinConsumers, long DataVersion, string CreatedAt,
    IReadOnlyList<string> Notes, bool Explained, int Buyers, OrderedDictionary<string, int> Tested, IReadOnlyList<ItemRow> Items) : ISheets
{
    public static readonly BoughtRow Example = new(
        9, "2025-10", "Travel", "average_ticket", "2024-10", "spend", false, 11, 3, "2025-11-02T04:12:09Z", [], true, 58_120, new() { ["merchant"] = 41, ["word"] = 212 },
        [new("merchant", "Skyline", null, 402_110, 911_300, 0.12, 0.21, 0.09, 0.07, 0.11, 0.0005, 0.02, true, 0.001, 0.0008)]);

    public static BoughtRow Of(StoredAnswer<PublishedBought> stored)
    {
        var (published, bought) = (stored.Answer, stored.Answer.Bought);
        return new(
            stored.Id, published.Month, published.Sector, published.Metric, published.Reference, bought.OfSpend ? "spend" : "purchases", published.IncludesSeason,
            published.LeastConsumers, stored.DataVersion, Instant.Show(stored.CreatedAt), published.Notes, bought.AnyPasses, bought.Buyers,
            new(bought.Tested.OrderBy(pair => pair.Key).Select(pair => KeyValuePair.Create(ItemRow.NameOf(pair.Key), pair.Value))), [.. bought.Items.Select(ItemRow.Of)]);
    }

    /// <summary>The whole, and the items.</summary>
    public IReadOnlyList<Sheet> Sheets() =>
    [
        Sheet.Summary(
            [
                .. RecordColumns<BoughtRow>.All.Where(column => column.Name is not ("tested" or "items")),
                new("tested", row => row.Tested.Select(pair => KeyValuePair.Create(pair.Key, (double)pair.Value)).ToArray()),
            ],
            this),
        Sheet.Of(
            "items",
            [
                new("month", _ => Month), new("sector", _ => Sector), new("metric", _ => Metric), new("reference", _ => Reference), new("shareOf", _ => ShareOf),
                .. RecordColumns<ItemRow>.All.Where(column => column.Name != "passes"),
            ],
            Items),
    ];
}

/// <summary>How much of a sector went to an item in two months.</summary>
/// <param name="Kind">merchant, brand, product, word or pair (of words).</param>
/// <param name="Item">Its name; unknown for what the data does not name, other (n) for several.</param>
/// <param name="Status">new: bought in the month alone; gone: in the reference month alone; else null.</param>
/// <param name="Before">Spent on it in the reference month, weighted, in the currency; or how often it was bought. As is the next.</param>
/// <param name="ShareBefore">Of the sector's, 0 to 1, as are the next four.</param>
/// <param name="Change">shareAfter − shareBefore.</param>
/// <param name="Low">Of the change's 95% interval.</param>
/// <param name="High">Of the change's 95% interval.</param>
/// <param name="P">How often chance alone goes so far; null for what is unknown or other.</param>
/// <param name="Q">The same for all items together.</param>
/// <param name="Passes">q ≤ 0.05.</param>
/// <param name="Trend">What the share rose by a month in the year before; null where it was not looked at, or where few bought it, or anything else, in one of the months.</param>
/// <param name="TrendError">Its standard error.</param>
internal sealed record ItemRow(
    string Kind, string Item, string? Status, double Before, double After, double ShareBefore, double ShareAfter, double Change, double Low, double High, double? P, double? Q,
    bool Passes, double? Trend, double? TrendError)
{
    public static string NameOf(ItemKind kind) => kind.ToString().ToLowerInvariant();

    public static ItemRow Of(BoughtItem item) =>
        new(
            NameOf(item.Kind), item.Item, item.IsNew ? "new" : item.IsGone ? "gone" : null, item.Before, item.After, item.ShareBefore, item.ShareAfter, item.Change, item.Low,
            item.High, item.P, item.Q, item.Passes, item.Trend, item.TrendError);
}
