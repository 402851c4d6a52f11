using System.Globalization;
using Tracker.Core.Drivers;

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

    public static void Print(OutputFormat format, RankedDrivers ranked)
    {
        foreach (var left in ranked.LeftOut)
            Note.Write($"{left.Attribute} is left out: {left.Reason}");
        if (format != OutputFormat.Table && !ranked.Explained)
            Note.Write(Nothing);
        Result.Print(format, Columns, ranked.Drivers, Headline(ranked));
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
