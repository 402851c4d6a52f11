using Tracker.Api.Answers;
using Tracker.Api.Output;
using Tracker.Core.Drivers;
using Tracker.Storage.Results;

namespace Tracker.Api.Drivers;

/// <summary>The attributes of the consumers ranked by how much they explain of the change of a mover.</summary>
/// <param name="Id">Of the stored answer.</param>
/// <param name="Month">yyyy-MM.</param>
/// <param name="Reference">The month that it is compared with.</param>
/// <param name="IncludesSeason">Whether the change holds a part of the year's season.</param>
/// <param name="MinConsumers">No value of fewer is shown.</param>
/// <param name="DataVersion">Of the data that it was made from.</param>
/// <param name="Notes">What a reader should know beside it.</param>
/// <param name="Explained">Whether any attribute passes: where none does, chance may have ranked them.</param>
/// <param name="Consumers">Of both months, who are ranked over.</param>
/// <param name="MeanChange">Their mean change.</param>
/// <param name="Panel">How much of the change is theirs.</param>
/// <param name="Drivers">By rank.</param>
/// <param name="LeftOut">Attributes that are no candidates.</param>
internal sealed record DriversRow(
    long Id, string Month, string Sector, string Metric, string Reference, bool IncludesSeason, int MinConsumers, long DataVersion, string CreatedAt,
    IReadOnlyList<string> Notes, bool Explained, int Consumers, double MeanChange, PanelRow Panel, IReadOnlyList<DriverRow> Drivers, IReadOnlyList<LeftOutRow> LeftOut) : ISheets
{
    public static readonly DriversRow Example = new(
        21, "2025-10", "Travel", "average_ticket", "2024-10", false, 11, 3, "2025-11-02T04:12:09Z", [], true, 61_204, 11.8,
        new(25.08, 37.61, 11.9, 1.1, -0.47, 0),
        [
            new(
                1, "income", 0.62, 0.48, 0.005, 0.005, true, 0.014, 1, 1, 1, "behaviour", [],
                [new("100k and over", 9_820, 0.16, 31.2, 81.4, 50.2, 8.03, 6.9, 9.2), new("under 50k", 20_411, 0.33, 22.1, 23.9, 1.8, 0.59, 0.2, 1.0)]),
        ],
        [new("postcode", "9,801 values: expected half as many as consumers or fewer")]);

    public static DriversRow Of(StoredAnswer<PublishedDrivers> stored)
    {
        var (published, ranked) = (stored.Answer, stored.Answer.Ranked);
        return new(
            stored.Id, published.Month, published.Sector, published.Metric, published.Reference, published.IncludesSeason, published.LeastConsumers, stored.DataVersion,
            Instant.Show(stored.CreatedAt), published.Notes, ranked.Explained, ranked.Consumers, ranked.Change, PanelRow.Of(published.Panel),
            [.. ranked.Drivers.Select(DriverRow.Of)], [.. ranked.LeftOut.Select(left => new LeftOutRow(left.Attribute, left.Reason))]);
    }

    /// <summary>The whole, the attributes, and their values.</summary>
    public IReadOnlyList<Sheet> Sheets() =>
    [
        Sheet.Summary(Whole, this),
        Sheet.Of("drivers", [.. RecordColumns<DriverRow>.All.Where(column => column.Name != "values")], Drivers),
        Sheet.Of("values", ValueColumns, Drivers.SelectMany(driver => driver.Values, (driver, value) => (this, driver, value))),
    ];

    private static readonly IReadOnlyList<Column<DriversRow>> Whole =
    [
        .. RecordColumns<DriversRow>.All.Where(column => column.Name is not ("panel" or "drivers" or "leftOut")),
        .. RecordColumns<PanelRow>.All.Select(column => new Column<DriversRow>($"panel.{column.Name}", row => column.Value(row.Panel))),
    ];

    private static readonly IReadOnlyList<Column<(DriversRow All, DriverRow Driver, ValueRow Value)>> ValueColumns =
    [
        new("month", row => row.All.Month), new("sector", row => row.All.Sector), new("metric", row => row.All.Metric), new("reference", row => row.All.Reference),
        new("rank", row => row.Driver.Rank), new("attribute", row => row.Driver.Attribute), new("q", row => row.Driver.Q), new("passes", row => row.Driver.Passes),
        .. RecordColumns<ValueRow>.All.Select(column => new Column<(DriversRow All, DriverRow Driver, ValueRow Value)>(column.Name, row => column.Value(row.Value))),
    ];
}

/// <summary>The change of the metric by who was there: after − before = stayed + joined + left + reweighted.</summary>
/// <param name="Before">In the reference month.</param>
/// <param name="After">In the month.</param>
/// <param name="Stayed">From the consumers of both months, which is what drivers explain.</param>
/// <param name="Joined">From those of the month alone; null where these or those who left are too few to be told apart, as are the next two.</param>
/// <param name="Left">From those of the reference month alone.</param>
/// <param name="Reweighted">From the consumers of both months, who stand for other numbers of people.</param>
internal sealed record PanelRow(double Before, double After, double Stayed, double? Joined, double? Left, double? Reweighted)
{
    public static PanelRow Of(PanelChange panel) => new(panel.Before, panel.After, panel.Stayed, panel.Joined, panel.Left, panel.Reweighted);
}

/// <summary>An attribute.</summary>
/// <param name="Rank">From 1, by importance.</param>
/// <param name="Importance">How much worse the change is foretold without it; all together are 1, or 0 where none helps.</param>
/// <param name="Gain">What splits by it lowered the training loss by, as a share; it ranks nothing.</param>
/// <param name="P">The chance of such an importance when no attribute matters, for this one alone.</param>
/// <param name="Q">The same for all attributes together.</param>
/// <param name="Passes">q ≤ 0.05.</param>
/// <param name="EpsilonSquared">The share of the changes' variance between its values: a check without a model.</param>
/// <param name="RankLow">The best rank of the middle 95% of resamples.</param>
/// <param name="RankHigh">The worst of them.</param>
/// <param name="Top3Frequency">The share of resamples in which it is among the first three.</param>
/// <param name="Acts">behaviour, mix or both; null where it does not pass.</param>
/// <param name="SameAs">Other attributes that carry the same information.</param>
/// <param name="Values">By size of contribution.</param>
internal sealed record DriverRow(
    int Rank, string Attribute, double Importance, double Gain, double P, double Q, bool Passes, double EpsilonSquared, int RankLow, int RankHigh, double Top3Frequency,
    string? Acts, IReadOnlyList<string> SameAs, IReadOnlyList<ValueRow> Values)
{
    public static DriverRow Of(Driver driver) =>
        new(
            driver.Rank, driver.Attribute, driver.Importance, driver.Gain, driver.P, driver.Q, driver.Passes, driver.EpsilonSquared, driver.RankLow, driver.RankHigh,
            driver.Top3Frequency, driver.Acts?.ToString().ToLowerInvariant(), driver.SameAs, [.. driver.Values.Select(ValueRow.Of)]);
}

/// <summary>What the consumers of one value of an attribute add to the change.</summary>
/// <param name="Value">Its label; unknown for consumers without one.</param>
/// <param name="Share">Their share of all weight.</param>
/// <param name="Before">Their mean in the reference month; null where they have nothing to divide by.</param>
/// <param name="After">The same in the month.</param>
/// <param name="Change">Their mean change.</param>
/// <param name="Contribution">share × change: over all values these are the mean change.</param>
/// <param name="Low">Of the contribution's 95% interval.</param>
/// <param name="High">Of the contribution's 95% interval.</param>
internal sealed record ValueRow(string Value, int Consumers, double Share, double? Before, double? After, double Change, double Contribution, double Low, double High)
{
    public static ValueRow Of(DriverValue value) =>
        new(value.Value, value.Consumers, value.Share, value.Before, value.After, value.Change, value.Contribution, value.Low, value.High);
}

/// <summary>An attribute that is no candidate.</summary>
/// <param name="Reason">What was expected and what came.</param>
internal sealed record LeftOutRow(string Attribute, string Reason);
