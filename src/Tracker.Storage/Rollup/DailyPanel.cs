using Npgsql;
using Tracker.Core.Daily;
using Tracker.Core.Panel;

namespace Tracker.Storage.Rollup;

/// <summary>The panel by day, weighted, with its calendar.</summary>
/// <param name="Sectors">In the order of their names; without the first months of the panel, whose size is not known yet.</param>
/// <param name="Calendar">Holidays of the United States and what the files of the calendar say.</param>
/// <param name="First">The first day of the data.</param>
/// <param name="Last">The last day with an event.</param>
public sealed record DailyPanel(IReadOnlyList<SectorDaySums> Sectors, DayCalendar Calendar, DateOnly First, DateOnly Last)
{
    private const double CentsPerUnit = 100;
    private const string Outage = "outage";

    private readonly record struct Row(DateOnly Day, int Sector, int Cell, long Cents, long Purchases, long Visits);

    /// <summary>The days to one; null where nothing was loaded yet.</summary>
    /// <remarks>
    /// The days of a month have the weights of the month before: they are known on its first day, and are the same for a month that is over and
    /// one that is not.
    /// </remarks>
    public static async Task<DailyPanel?> ReadAsync(NpgsqlDataSource source, DateOnly day, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var snapshot = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellation);
        if (await PanelReader.ReadAsync(connection, cancellation) is not { } panel)
            return null;
        var history = panel.History;
        var names = await PanelReader.ListAsync(connection, "SELECT name FROM warehouse.sectors ORDER BY sector_id", row => row.GetString(0), cancellation);
        var rows = await PanelReader.ListAsync(
            connection, "SELECT day, sector_id, cell, gross_cents - refund_cents, purchases, visits FROM mart.sector_day",
            row => new Row(row.GetFieldValue<DateOnly>(0), row.GetInt16(1), row.GetInt32(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5)), cancellation);
        var spans = await PanelReader.ListAsync(
            connection, "SELECT name, starts_on, ends_on, kind FROM warehouse.calendar ORDER BY name, starts_on",
            row => (Span: new CalendarSpan(row.GetString(0), row.GetFieldValue<DateOnly>(1), row.GetFieldValue<DateOnly>(2)), Kind: row.GetString(3)), cancellation);
        var calendar = new DayCalendar(
            Holidays.UnitedStates(),
            [.. spans.Where(one => one.Kind != Outage).Select(one => one.Span)],
            [.. spans.Where(one => one.Kind == Outage).Select(one => one.Span)]);
        var last = rows.Max(row => row.Day);
        var first = (history.First + MetricSeries.IncompleteMonths + 1).FirstDay;
        if (day < first || day > last)
            return new([], calendar, history.First.FirstDay, last);

        var cells = history.Targets is { } targets
            ? await PanelReader.ListAsync(connection, WeightingTables.SelectCells, row => WeightingTables.CellOf(row.GetString(1), targets.Attributes), cancellation)
            : [];
        return new(Weighted(history, names, rows, cells, first, day), calendar, history.First.FirstDay, last);
    }

    private static SectorDaySums[] Weighted(
        PanelHistory history, List<string> names, List<Row> rows, List<WeightingCell> cells, DateOnly first, DateOnly last)
    {
        var days = last.DayNumber - first.DayNumber + 1;
        var sums = history.Sectors.ToDictionary(sector => sector.Name, _ => (Spend: new double[days], Purchases: new double[days], Visits: new double[days]));
        var eve = Month.Of(last) - 1;
        var weighting = history.Targets is { } targets ? Weighting.To(targets) : Weighting.OfMonth(history.Months[eve - history.First]);
        foreach (var month in rows.Where(row => row.Day >= first && row.Day <= last).GroupBy(row => Month.Of(row.Day)))
        {
            var before = history.Months[month.Key - 1 - history.First];
            var weights = weighting.Of(before);
            var relative = before.Cells.Zip(weights.Relative).ToDictionary(pair => pair.First.Cell, pair => pair.Second);
            foreach (var row in month)
            {
                var weight = weights.Mean * (row.Cell > 0 && row.Cell <= cells.Count ? relative.GetValueOrDefault(cells[row.Cell - 1], 1) : 1);
                var (sector, at) = (sums[names[row.Sector]], row.Day.DayNumber - first.DayNumber);
                sector.Spend[at] += weight * row.Cents / CentsPerUnit;
                sector.Purchases[at] += weight * row.Purchases;
                sector.Visits[at] += weight * row.Visits;
            }
        }

        return
        [
            .. history.Sectors.Select(sector => (Sector: sector, Sums: sums[sector.Name])).Select(one => new SectorDaySums(
                one.Sector, new(first, one.Sums.Spend), new(first, one.Sums.Purchases), new(first, one.Sums.Visits))),
        ];
    }
}
