using System.Globalization;
using Tracker.Core.Drivers;
using Tracker.Storage.Results;

namespace Tracker.Cli.Output;

/// <summary>Prints ranked drivers.</summary>
internal static class DriverOutput
{
    /// <summary>Values of a driver above a table.</summary>
    private const int ShownValues = 3;

    private static readonly IReadOnlyList<Column<DriverValue>> ValueColumns =
    [
        new("value", value => value.Value),
        new("consumers", value => value.Consumers),
        new("share", value => value.Share),
        new("before", value => value.Before),
        new("after", value => value.After),
        new("change", value => value.Change),
        new("contribution", value => value.Contribution),
        new("low", value => value.Low),
        new("high", value => value.High),
    ];

    private static readonly IReadOnlyList<Column<Driver>> Columns =
    [
        new("rank", driver => driver.Rank),
        new("attribute", driver => driver.Attribute),
        new("importance", driver => driver.Importance, "0.000"),
        new("gain", driver => driver.Gain, "0.000"),
        new("p", driver => driver.P, "0.0000"),
        new("q", driver => driver.Q, "0.0000"),
        new("epsilonSquared", driver => driver.EpsilonSquared, "0.0000"),
        new("rankLow", driver => driver.RankLow),
        new("rankHigh", driver => driver.RankHigh),
        new("top3Frequency", driver => driver.Top3Frequency, "0.00"),
        new("acts", driver => driver.Acts is { } acts ? NameOf(acts) : null),
        new("sameAs", driver => driver.SameAs),
        new("values", driver => driver.Values.Select(ObjectOf).ToArray(), InTable: false),
    ];

    private static readonly IReadOnlyList<Column<Driver>> Short =
        [.. Columns.Where(column => column.Name is "rank" or "attribute" or "importance" or "q" or "rankLow" or "rankHigh" or "acts")];

    /// <summary>Prints the drivers of a mover.</summary>
    public static void Print(OutputFormat format, PublishedDrivers published)
    {
        foreach (var note in published.Notes)
            Note.Write(note);
        Print(format, published.Ranked, [.. Head(published), .. Columns, .. Beside(published)], $"{Moved(published)}\n{Headline(published.Ranked)}");
    }

    /// <summary>Prints what the drivers of a mover are.</summary>
    public static void PrintShort(PublishedDrivers published) =>
        Result.Print(OutputFormat.Table, Short, [.. published.Ranked.Drivers.Where(driver => driver.Passes)], $"Who: {Headline(published.Ranked)}");

    /// <summary>Prints the drivers of a table's change.</summary>
    public static void Print(OutputFormat format, RankedDrivers ranked) => Print(format, ranked, Columns, Headline(ranked));

    private static void Print(OutputFormat format, RankedDrivers ranked, IReadOnlyList<Column<Driver>> columns, string headline)
    {
        foreach (var left in ranked.LeftOut)
            Note.Write($"{left.Attribute} is left out: {left.Reason}");
        if (format != OutputFormat.Table && !ranked.Explained)
            Note.Write(Nothing);
        Result.Print(format, columns, ranked.Drivers, headline);
    }

    private static IEnumerable<Column<Driver>> Head(PublishedDrivers published) =>
    [
        new("month", _ => published.Month, InTable: false),
        new("sector", _ => published.Sector, InTable: false),
        new("metric", _ => published.Metric, InTable: false),
        new("reference", _ => published.Reference, InTable: false),
    ];

    private static IEnumerable<Column<Driver>> Beside(PublishedDrivers published) =>
    [
        new("consumers", _ => published.Ranked.Consumers, InTable: false),
        new("meanChange", _ => published.Ranked.Change, InTable: false),
        new("panelBefore", _ => published.Panel.Before, InTable: false),
        new("panelAfter", _ => published.Panel.After, InTable: false),
        new("stayed", _ => published.Panel.Stayed, InTable: false),
        new("joined", _ => published.Panel.Joined, InTable: false),
        new("left", _ => published.Panel.Left, InTable: false),
        new("reweighted", _ => published.Panel.Reweighted, InTable: false),
    ];

    private static string Moved(PublishedDrivers published)
    {
        var panel = published.Panel;
        var change = $"{published.Metric} of {published.Sector} in {published.Month}, against {published.Reference}: {TableCell.Show(panel.Before)} → {TableCell.Show(panel.After)}";
        return panel is { Joined: { } joined, Left: { } left, Reweighted: { } reweighted }
            ? $"{change}; by those in both months {Signed(panel.Stayed)}, who joined {Signed(joined)}, who left {Signed(left)}, other weights {Signed(reweighted)}"
            : $"{change}; by those in both months {Signed(panel.Stayed)}";
    }

    private static string Nothing => string.Create(CultureInfo.InvariantCulture, $"no attribute explains this change (q ≤ {DriverOptions.Level})");

    private static Fields ObjectOf(DriverValue value) => new([.. ValueColumns.Select(column => KeyValuePair.Create(column.Name, column.Value(value)))]);

    private static string NameOf(DriverActs acts) => acts switch { DriverActs.Behaviour => "behaviour", DriverActs.Mix => "mix", _ => "both" };

    private static string Headline(RankedDrivers ranked)
    {
        var change = string.Create(CultureInfo.InvariantCulture, $"Mean change of {ranked.Consumers:#,##0} consumers: {Signed(ranked.Change)}");
        var lines = ranked.Drivers.Where(driver => driver.Passes).Select(driver => $"{driver.Attribute}: {string.Join(", ", driver.Values.Take(ShownValues).Select(Shown))}");
        return ranked.Explained ? $"{change}; the values that add most:\n{string.Join('\n', lines)}" : $"{change}; {Nothing}";
    }

    private static string Shown(DriverValue value) => $"{value.Value} {Signed(value.Contribution)}";

    private static string Signed(double number) => $"{(number > 0 ? "+" : "")}{TableCell.Show(number)}";
}
