using Npgsql;
using Tracker.Core.Daily;
using Tracker.Core.Panel;

namespace Tracker.Storage.Rollup;

/// <summary>Reads the days of a panel, weighted, and its calendar.</summary>
internal static class DayReader
{
    private const double CentsPerUnit = 100;
    private const string Outage = "outage";

    /// <summary>
    /// From the month after the first with a complete activity window to the last day with an event; null where the data do not go so far. The days of
    /// a month have the weights of the month before: they are known on its first day, and are the same for a month that is over and one that is not. Without
    /// population targets sums are those of one consumer (N* = 1), so that a month's days are the same whichever month is computed.
    /// </summary>
    public static async Task<DailyHistory?> ReadAsync(NpgsqlConnection connection, PanelHistory history, CancellationToken cancellation)
    {
        var lastDays = await PanelReader.ListAsync(
            connection, "SELECT max(day) FROM mart.sector_day HAVING max(day) IS NOT NULL", row => row.GetFieldValue<DateOnly>(0), cancellation);
        var first = (history.First + MetricSeries.IncompleteMonths + 1).FirstDay;
        return lastDays is [var last] && last >= first
            ? new(await SectorsAsync(connection, history, first, last, cancellation), await CalendarAsync(connection, cancellation))
            : null;
    }

    /// <summary>US holidays and what the files of the calendar say.</summary>
    public static async Task<DayCalendar> CalendarAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var spans = await PanelReader.ListAsync(
            connection, "SELECT name, starts_on, ends_on, kind FROM warehouse.calendar ORDER BY name, starts_on",
            row => (Span: new CalendarSpan(row.GetString(0), row.GetFieldValue<DateOnly>(1), row.GetFieldValue<DateOnly>(2)), Kind: row.GetString(3)), cancellation);
        return new(
            Holidays.UnitedStates(),
            [.. spans.Where(one => one.Kind != Outage).Select(one => one.Span)],
            [.. spans.Where(one => one.Kind == Outage).Select(one => one.Span)]);
    }

    private static async Task<SectorDaySums[]> SectorsAsync(
        NpgsqlConnection connection, PanelHistory history, DateOnly first, DateOnly last, CancellationToken cancellation)
    {
        var days = last.DayNumber - first.DayNumber + 1;
        var names = await PanelReader.ListAsync(connection, "SELECT name FROM warehouse.sectors ORDER BY sector_id", row => row.GetString(0), cancellation);
        var cells = history.Targets is { } targets
            ? await PanelReader.ListAsync(connection, WeightingTables.SelectCells, row => WeightingTables.CellOf(row.GetString(1), targets.Attributes), cancellation)
            : [];
        var byName = history.Sectors.ToDictionary(sector => sector.Name, _ => (Spend: new double[days], Purchases: new double[days], Visits: new double[days]));
        var sums = names.ConvertAll(name => byName[name]);
        Month? month = null;
        double[] weights = [];

        await using var command = new NpgsqlCommand(
            """
            SELECT day, sector_id, cell, gross_cents - refund_cents, purchases, visits
            FROM mart.sector_day WHERE day BETWEEN $1 AND $2 ORDER BY day, sector_id, cell
            """, connection);
        command.Parameters.Add(new() { Value = first });
        command.Parameters.Add(new() { Value = last });
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
        {
            var day = rows.GetFieldValue<DateOnly>(0);
            if (month != Month.Of(day))
            {
                month = Month.Of(day);
                weights = Weights(history, month.Value - 1, cells);
            }

            var (sector, at) = (sums[rows.GetInt16(1)], day.DayNumber - first.DayNumber);
            var cell = rows.GetInt32(2);
            var weight = weights[cell < weights.Length ? cell : 0];
            sector.Spend[at] += weight * rows.GetInt64(3) / CentsPerUnit;
            sector.Purchases[at] += weight * rows.GetInt64(4);
            sector.Visits[at] += weight * rows.GetInt64(5);
        }

        return
        [
            .. history.Sectors.Select(sector => (Sector: sector, Sums: byName[sector.Name])).Select(one => new SectorDaySums(
                one.Sector, new(first, one.Sums.Spend), new(first, one.Sums.Purchases), new(first, one.Sums.Visits))),
        ];
    }

    /// <summary>By number of the cell, of which 0 is no cell and has the mean weight, as have those in which nobody was active.</summary>
    private static double[] Weights(PanelHistory history, Month month, List<WeightingCell> cells)
    {
        var panel = history.Months[month - history.First];
        var weights = (history.Targets is { } targets ? Weighting.To(targets) : new Weighting(1)).Of(panel);
        var relative = panel.Cells.Zip(weights.Relative).ToDictionary(pair => pair.First.Cell, pair => pair.Second);
        return [weights.Mean, .. cells.Select(cell => weights.Mean * relative.GetValueOrDefault(cell, 1))];
    }
}
