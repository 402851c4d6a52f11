using System.Globalization;
using Tracker.Core.Panel;

namespace Tracker.Api.Pages;

/// <summary>Numbers as people read them: rounded to what can be told apart, with sign and unit. The API has all digits.</summary>
/// <param name="currency">ISO 4217; null where the panel names none.</param>
internal sealed class Figures(string? currency)
{
    private const string Minus = "−";
    private const string Absent = "–";

    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    private readonly string sign = currency switch
    {
        null => "",
        "USD" => "$",
        "EUR" => "€",
        "GBP" => "£",
        "JPY" => "¥",
        _ => $"{currency}\u00A0",
    };

    /// <summary>October 2025.</summary>
    public static string Name(Month month) => month.FirstDay.ToString("MMMM yyyy", Culture);

    /// <summary>total_spend as total spend.</summary>
    public static string Name(string metric) => metric.Replace('_', ' ');

    /// <summary>An index: +6.42.</summary>
    public static string Index(double? value) => value is { } known ? Signed(known, "0.00") : Absent;

    /// <summary>An index where there is little room: +6.4.</summary>
    public static string ShortIndex(double value) => Signed(value, "0.0");

    /// <summary>A change: +49.9%.</summary>
    public static string PerCent(double? value) => value is { } known ? $"{Signed(known, Math.Abs(known) >= 1000 ? "#,##0" : "0.0")}%" : Absent;

    /// <summary>A shift on the scale of a metric, in per cent: of the value, or of the odds where it is a share.</summary>
    public static string Shift(string metric, double shift) =>
        PerCent(100 * (Math.Exp(shift) - 1)) + (UnitOf(Metric.Parse(metric)) == MetricUnit.Share ? "\u00A0odds" : "");

    /// <summary>A part of a whole: 4.1%.</summary>
    public static string Share(double? value) => value is { } known ? $"{known.ToString(known >= 0.1 ? "0.0" : "0.00", Culture)}%" : Absent;

    /// <summary>A number of things: 421,337.</summary>
    public static string Count(long? value) => value is { } known ? known.ToString("#,##0", Culture).Replace("-", Minus, StringComparison.Ordinal) : Absent;

    /// <summary>How long it took: 9 s, 4 min 12 s.</summary>
    public static string Duration(TimeSpan time) => time switch
    {
        { TotalSeconds: < 9.95 } => time.TotalSeconds.ToString("0.0 s", Culture),
        { TotalMinutes: < 1 } => time.TotalSeconds.ToString("0 s", Culture),
        { TotalHours: < 1 } => string.Create(Culture, $"{time.Minutes} min {time.Seconds} s"),
        _ => string.Create(Culture, $"{(int)time.TotalHours} h {time.Minutes} min"),
    };

    /// <summary>When, in UTC: 2025-11-02 04:12.</summary>
    public static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm", Culture);

    /// <summary>A chance in words: 1 in 120.</summary>
    public static string Chance(double? chance) => chance switch
    {
        null => "history too short",
        < 0.0001 => "under 1 in 10,000",
        > 0.5 => "likely",
        { } known => $"1 in {Rounded(1 / known).ToString("#,##0", Culture)}",
    };

    /// <summary>A chance as a number: 0.0083.</summary>
    public static string Probability(double? chance) => chance switch
    {
        null => Absent,
        < 0.0001 => "< 0.0001",
        { } known => known.ToString(known < 0.01 ? "0.0000" : "0.000", Culture),
    };

    /// <summary>Money: $48,211, −$1.24 m.</summary>
    public string Money(double? value, bool signed = false) => value is { } known ? Told(known, signed, Size(Math.Abs(known)), sign) : Absent;

    /// <summary>A value of a metric in its unit: $37.61, 12.4%, 1,204.</summary>
    public string Value(string metric, double? value) => Amount(metric, value, signed: false);

    /// <summary>A difference of two values of a metric: +$12.53, +1.2 pp, −310.</summary>
    public string Change(string metric, double? value) => Amount(metric, value, signed: true);

    /// <summary>What a value of a metric is in.</summary>
    public string Unit(string metric) => UnitOf(Metric.Parse(metric)) switch
    {
        MetricUnit.Money => currency ?? "money",
        MetricUnit.Share => "%",
        _ => Name(metric),
    };

    /// <summary>How the axis of a metric is written: what stands before its numbers, and whether they are shares.</summary>
    public AxisUnit Axis(string metric) => UnitOf(Metric.Parse(metric)) switch
    {
        MetricUnit.Money => new(sign, false),
        MetricUnit.Share => new("", true),
        _ => new("", false),
    };

    private string Amount(string metric, double? value, bool signed) => (value, UnitOf(Metric.Parse(metric))) switch
    {
        (null, _) => Absent,
        ({ } known, MetricUnit.Money) => Money(known, signed),
        ({ } known, MetricUnit.Share) => Told(known, signed, (100 * Math.Abs(known)).ToString(Math.Abs(known) < 0.01 ? "0.00" : "0.0", Culture)) + (signed ? "\u00A0pp" : "%"),
        ({ } known, _) => Told(known, signed, Size(Math.Abs(known))),
    };

    private static MetricUnit UnitOf(Metric metric) =>
        metric.Scale == Scale.Logit ? MetricUnit.Share : metric.Numerator == Measure.Spend ? MetricUnit.Money : MetricUnit.Count;

    /// <summary>What rounds to zero has no sign.</summary>
    private static string Signed(double value, string format) => Told(value, signed: true, Math.Abs(value).ToString(format, Culture));

    private static string Told(double value, bool signed, string size, string unit = "") =>
        size.Any(digit => digit is >= '1' and <= '9') ? Sign(value, signed) + unit + size : unit + size;

    private static string Sign(double value, bool signed) => value < 0 ? Minus : signed && value > 0 ? "+" : "";

    private static string Size(double value) => value switch
    {
        >= 1e9 => (value / 1e9).ToString("0.00", Culture) + "\u00A0bn",
        >= 1e6 => (value / 1e6).ToString("0.00", Culture) + "\u00A0m",
        >= 1000 => value.ToString("#,##0", Culture),
        >= 100 => value.ToString("0", Culture),
        >= 1 => value.ToString("0.00", Culture),
        0 => "0",
        _ => value.ToString("0.000", Culture),
    };

    /// <summary>To two digits: what comes of so few past months knows no more.</summary>
    private static double Rounded(double value)
    {
        var step = Math.Pow(10, Math.Max(0, Math.Floor(Math.Log10(value)) - 1));
        return Math.Round(value / step) * step;
    }

    private enum MetricUnit
    {
        Count,
        Money,
        Share,
    }
}

/// <summary>How a chart writes the numbers of an axis.</summary>
/// <param name="Before">A currency's sign, or nothing.</param>
/// <param name="Share">Whether a number is a part of a whole, 0 to 1, to be written in per cent.</param>
internal sealed record AxisUnit(string Before, bool Share);
