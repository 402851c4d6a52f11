using System.Globalization;
using Tracker.Core.Forecasting;
using Tracker.Core.Panel;

namespace Tracker.Core.Movers;

/// <summary>A mover in words: one sentence in which every number is one of these, rounded to four significant digits or to the unit; a chance under 0.0001 is said to be just that.</summary>
public sealed record Explanation
{
    private const double LeastChance = 0.0001;

    public required string Month { get; init; }

    public required string Sector { get; init; }

    public required Metric Metric { get; init; }

    public required double Actual { get; init; }

    public required double Forecast { get; init; }

    public required Band Band80 { get; init; }

    public required double? PercentChange { get; init; }

    public required double Own { get; init; }

    public required double Common { get; init; }

    public required double Cii { get; init; }

    public required double? P { get; init; }

    public required double? Q { get; init; }

    public required bool Significant { get; init; }

    public required double? ShareOfPanel { get; init; }

    /// <summary>Past months left out of the fit.</summary>
    public required IReadOnlyList<Month> Treated { get; init; }

    /// <summary>The numbers of a mover.</summary>
    public static Explanation Of(Mover mover) => new()
    {
        Month = mover.Month.ToString(),
        Sector = mover.Sector.Name,
        Metric = mover.Metric,
        Actual = mover.Actual,
        Forecast = mover.Forecast,
        Band80 = mover.Band80,
        PercentChange = mover.PercentChange,
        Own = mover.Own,
        Common = mover.Common,
        Cii = mover.Cii,
        P = mover.P,
        Q = mover.Q,
        Significant = mover.Significant,
        ShareOfPanel = mover.ShareOfPanel,
        Treated = mover.Treated,
    };

    /// <summary>The sentence; the same numbers give the same words.</summary>
    public override string ToString()
    {
        var place = Band80.Contains(Actual) ? "inside" : "outside";
        return $"In {Month} {Metric.Words} of {Sector} came to {Number(Actual)}, {Difference()} the forecast of {Number(Forecast)} and {place} its 80% band of "
            + $"{Number(Band80.Lo)} to {Number(Band80.Hi)}{Money()}{Shared()}; with an index of {Signed(Cii)} it is {Judgement()}{Left()}.";
    }

    private string Difference() => PercentChange switch
    {
        null => Actual == Forecast ? "at" : Actual > Forecast ? "above" : "below",
        0 => "at",
        var percent => $"{Number(Math.Abs(percent.Value))}% {(Actual > Forecast ? "above" : "below")}",
    };

    private string Money() => ShareOfPanel is { } share ? $", worth {Number(share)}% of what the panel spent" : "";

    private string Shared() => Common == 0
        ? ""
        : $"; of the difference {Signed(Own)} is the sector's own and {Signed(Common)} is common to all sectors";

    private string Judgement() => (P, Q) switch
    {
        ({ } p, { } q) => $"{(Significant ? "more than" : "within what")} chance explains (p {Chance(p)}, q {Chance(q)})",
        _ => "untested, for its history is short",
    };

    private string Left() => Treated.Count == 0 ? "" : $"; the fit leaves out {string.Join(", ", Treated)}";

    /// <summary>How much smaller it is tells nobody anything: the tail that it comes from is fitted.</summary>
    private static string Chance(double chance) => chance < LeastChance ? $"under {Number(LeastChance)}" : Number(chance);

    private static string Signed(double number) => (number < 0 ? "−" : "+") + Number(Math.Abs(number));

    /// <summary>In whole units from a thousand on, else to four significant digits; never in powers of ten.</summary>
    private static string Number(double number)
    {
        var size = Math.Abs(number);
        if (size is 0 or >= 1000)
            return number.ToString("#,##0", CultureInfo.InvariantCulture);
        var decimals = Math.Clamp(3 - (int)Math.Floor(Math.Log10(size)), 0, 15);
        return number.ToString("0." + new string('#', decimals), CultureInfo.InvariantCulture);
    }
}
