using System.Globalization;
using Tracker.Core.Bought;
using Tracker.Storage.Results;

namespace Tracker.Cli.Output;

/// <summary>Prints what was bought.</summary>
internal static class BoughtOutput
{
    /// <summary>Rows of a kind in a table that do not pass.</summary>
    private const int ShownOthers = 3;

    /// <summary>Rows of a kind that the demo prints.</summary>
    private const int ShownShort = 2;

    private static readonly IReadOnlyList<Column<BoughtItem>> Columns =
    [
        new("kind", item => NameOf(item.Kind)),
        new("item", item => item.Item),
        new("status", item => item.IsNew ? "new" : item.IsGone ? "gone" : null),
        new("before", item => item.Before),
        new("after", item => item.After),
        new("shareBefore", item => item.ShareBefore, "0.00%"),
        new("shareAfter", item => item.ShareAfter, "0.00%"),
        new("change", item => item.Change, "+0.00%;-0.00%;0.00%"),
        new("low", item => item.Low, "+0.00%;-0.00%;0.00%"),
        new("high", item => item.High, "+0.00%;-0.00%;0.00%"),
        new("p", item => item.P, "0.0000"),
        new("q", item => item.Q, "0.0000"),
        new("trend", item => item.Trend, "+0.00%;-0.00%;0.00%"),
        new("trendError", item => item.TrendError, "0.00%"),
    ];

    private static readonly IReadOnlyList<Column<BoughtItem>> Short =
        [.. Columns.Where(column => column.Name is "kind" or "item" or "shareBefore" or "shareAfter" or "low" or "high" or "q" or "trend")];

    /// <summary>Prints what was bought: for programs everything, for people of each kind what passes and a few more.</summary>
    public static void Print(OutputFormat format, PublishedBought published)
    {
        foreach (var note in published.Notes)
            Note.Write(note);
        var bought = published.Bought;
        if (format != OutputFormat.Table && !bought.AnyPasses)
            Note.Write(Nothing);
        var shown = format == OutputFormat.Table ? bought.Items.GroupBy(item => item.Kind).SelectMany(Few).ToArray() : bought.Items;
        Result.Print(format, [.. Head(published), .. Columns], [.. shown], $"{Moved(published)}\n{Headline(bought)}");
    }

    /// <summary>Prints of each kind the first that pass; nothing where none does.</summary>
    public static void PrintShort(PublishedBought published)
    {
        if (published.Bought.AnyPasses)
            Result.Print(OutputFormat.Table, Short, [.. published.Bought.Items.Where(item => item.Passes).GroupBy(item => item.Kind).SelectMany(kind => kind.Take(ShownShort))], $"What: {Headline(published.Bought)}");
    }

    private static IEnumerable<Column<BoughtItem>> Head(PublishedBought published) =>
    [
        new("month", _ => published.Month, InTable: false),
        new("sector", _ => published.Sector, InTable: false),
        new("metric", _ => published.Metric, InTable: false),
        new("reference", _ => published.Reference, InTable: false),
        new("shareOf", _ => published.Bought.OfSpend ? "spend" : "purchases", InTable: false),
    ];

    private static IEnumerable<BoughtItem> Few(IEnumerable<BoughtItem> kind)
    {
        var others = 0;
        return kind.Where(item => item.Passes || item.P is null || others++ < ShownOthers).ToArray();
    }

    private static string Moved(PublishedBought published) => string.Create(
        CultureInfo.InvariantCulture,
        $"{published.Metric} of {published.Sector} in {published.Month}, against {published.Reference}: shares of {(published.Bought.OfSpend ? "spend" : "purchases")}, {published.Bought.Buyers:#,##0} buyers; of each kind what passes, and {ShownOthers} more");

    private static string Headline(BoughtItems bought)
    {
        var passed = bought.Items.Where(item => item.Passes).GroupBy(item => item.Kind);
        return bought.AnyPasses
            ? $"changed their share (q ≤ {Level}): {string.Join(", ", passed.Select(kind => $"{kind.Count()} of {Count(bought.Tested[kind.Key], kind.Key)}"))}"
            : Nothing;
    }

    private static string Level => BoughtItems.Level.ToString(CultureInfo.InvariantCulture);

    private static string Nothing => $"no item changed its share more than chance lets it (q ≤ {Level})";

    private static string Count(int count, ItemKind kind) => $"{count.ToString("#,##0", CultureInfo.InvariantCulture)} {NameOf(kind)}{(count == 1 ? "" : "s")}";

    private static string NameOf(ItemKind kind) => kind.ToString().ToLowerInvariant();
}
