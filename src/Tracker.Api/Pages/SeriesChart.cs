using System.Globalization;
using Tracker.Api.Series;
using Tracker.Core.Panel;

namespace Tracker.Api.Pages;

/// <summary>A series as it is drawn (Web/islands/charts/series.ts).</summary>
/// <param name="Axis">Of the values.</param>
/// <param name="From">The first point of the month that is looked at.</param>
/// <param name="To">Its last.</param>
/// <param name="Points">Oldest first.</param>
internal sealed record SeriesChart(AxisUnit Axis, string From, string To, IReadOnlyList<SeriesChart.Point> Points)
{
    private const int TableMonths = 25;

    /// <param name="At">On the axis.</param>
    /// <param name="Shown">All of it in words.</param>
    /// <param name="Flag">above, below or null.</param>
    /// <param name="Holidays">In words; null for none.</param>
    /// <param name="Link">Where it leads; null for nowhere.</param>
    internal sealed record Point(
        string At, double? Actual, double? Forecast, double? Lo80, double? Hi80, double? Lo95, double? Hi95, string? Flag, string? Holidays, bool Outage, string Shown, string? Link);

    public static SeriesChart Months(Figures figures, Month month, string sector, string metric, IReadOnlyList<SeriesRow> rows) =>
        new(figures.Axis(metric), Short(month), Short(month), [.. rows.Select(row => PointOf(
            figures, metric, row, Short(Month.Parse(row.Month)), Figures.Name(Month.Parse(row.Month)), row.Run is null ? null : Links.Mover(row.Month, sector, metric)))]);

    public static SeriesChart Days(Figures figures, Month month, string metric, IReadOnlyList<SeriesRow> rows) =>
        new(figures.Axis(metric), Short(month.FirstDay), Short(month.LastDay), [.. rows.Select(row => PointOf(figures, metric, row, Short(DayOf(row)), Long(DayOf(row)), null))]);

    /// <summary>The rows that a table beside the chart shows: the last months to the one that is looked at.</summary>
    public static IReadOnlyList<SeriesRow> Table(IReadOnlyList<SeriesRow> rows, Month month) =>
        [.. rows.Where(row => string.CompareOrdinal(row.Month, month.ToString()) <= 0).TakeLast(TableMonths).Reverse()];

    /// <summary>2 Oct.</summary>
    public static string Short(DateOnly day) => day.ToString("d MMM", CultureInfo.InvariantCulture);

    public static DateOnly DayOf(SeriesRow row) => DateOnly.ParseExact(row.Day!, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Short(Month month) => month.FirstDay.ToString("MMM yyyy", CultureInfo.InvariantCulture);

    private static string Long(DateOnly day) => day.ToString("dddd, d MMMM yyyy", CultureInfo.InvariantCulture);

    private static Point PointOf(Figures figures, string metric, SeriesRow row, string at, string name, string? link)
    {
        var holidays = row.Holidays.Count == 0 ? null : string.Join(", ", row.Holidays);
        string?[] lines =
        [
            name,
            row.Actual is { } actual ? $"actual {figures.Value(metric, actual)}" : null,
            row.Forecast is { } forecast ? $"forecast {figures.Value(metric, forecast)}" : null,
            row.Lo80 is null ? null : $"80% band {figures.Value(metric, row.Lo80)} to {figures.Value(metric, row.Hi80)}",
            row.Lo95 is null ? null : $"95% band {figures.Value(metric, row.Lo95)} to {figures.Value(metric, row.Hi95)}",
            row.Cii is null ? null : $"index {Figures.Index(row.Cii)}, by chance {Figures.Chance(row.Q)}",
            row.Day is null || row.Flag is null ? null : $"{row.Flag} its 95% band",
            holidays,
            row.Outage == true ? "outage: data were lost" : null,
        ];
        return new(
            at, row.Actual, row.Forecast, row.Lo80, row.Hi80, row.Lo95, row.Hi95, row.Flag, holidays, row.Outage == true, string.Join('\n', lines.Where(line => line is not null)), link);
    }
}
