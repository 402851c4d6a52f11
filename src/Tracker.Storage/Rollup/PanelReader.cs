using Npgsql;
using Tracker.Core.Panel;

namespace Tracker.Storage.Rollup;

/// <summary>The panel as the marts hold it, at one version of the data.</summary>
/// <param name="LastComplete">
/// The last month that is complete: the data holds an event on its last day or later. Null where no month is.
/// </param>
public sealed record PanelData(PanelHistory History, long DataVersion, Month? LastComplete)
{
    /// <summary>Events by day of every month of the history.</summary>
    public required IReadOnlyList<MonthDays> Days { get; init; }

    /// <summary>Which weighting cell every consumer is in.</summary>
    internal WeightingCells Cells { get; init; } = WeightingCells.None;

    /// <summary>Consumers with an event in a month; months without one are left out.</summary>
    internal IReadOnlyDictionary<Month, Activity> Activity { get; init; } = new Dictionary<Month, Activity>();

    /// <summary>What is known of the consumers at this version, once somebody has read it.</summary>
    internal AttributeHistory? KnownAttributes { get; set; }

    /// <summary>What was read of the sector that was asked of last.</summary>
    internal KnownCells KnownCells { get; } = new();

    /// <summary>Who is in the panel in a month.</summary>
    public Activity ActiveIn(Month month) =>
        Core.Panel.Activity.AnyOf(Enumerable.Range(0, Core.Panel.Activity.WindowMonths).Select(back => Activity.GetValueOrDefault(month - back)));

    /// <summary>Whether the loads of a month of the history look complete.</summary>
    public Completeness CompletenessOf(Month month) => Completeness.Of([.. Days.Take(month - History.First + 1)]);
}

/// <summary>Reads the marts as the panel's history: a few thousand rows, whatever the number of events.</summary>
public static class PanelReader
{
    private readonly record struct SumRow(Month Month, int Sector, int Cell, Measures Sums);

    private sealed record MonthRow(Month Month, long Events, DateOnly LastDay, Activity Activity);

    /// <summary>All months to the last, with those in which nothing happened, and the days; null where nothing was loaded yet.</summary>
    public static async Task<PanelData?> ReadAsync(NpgsqlDataSource source, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var snapshot = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellation);
        return await ReadAsync(connection, cancellation) is { } panel
            ? panel with { History = panel.History with { Daily = await DayReader.ReadAsync(connection, panel.History, cancellation) } }
            : null;
    }

    /// <summary>The months as the connection's transaction sees it, which should be one snapshot.</summary>
    internal static async Task<PanelData?> ReadAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var rows = await ListAsync(connection, "SELECT month, events, last_day, activity FROM mart.months WHERE events > 0 ORDER BY month", row =>
            new MonthRow(Month.Of(row.GetFieldValue<DateOnly>(0)), row.GetInt64(1), row.GetFieldValue<DateOnly>(2), new(row.GetFieldValue<byte[]>(3))), cancellation);
        if (rows.Count == 0)
            return null;
        var sectors = await ListAsync(connection, "SELECT name FROM warehouse.sectors ORDER BY sector_id", row => new Sector(row.GetString(0)), cancellation);
        var sums = await ListAsync(
            connection,
            "SELECT month, sector_id, cell, gross_cents, refund_cents, purchases, visits, buyers FROM mart.sector_month",
            row => new SumRow(
                Month.Of(row.GetFieldValue<DateOnly>(0)), row.GetInt16(1), row.GetInt32(2),
                new(row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6), row.GetInt64(7))),
            cancellation);
        var targets = PopulationRow.Targets(await ListAsync(connection, PopulationRow.Select, PopulationRow.Of, cancellation));
        var cells = targets is null
            ? WeightingCells.None
            : WeightingTables.Cells(
                targets,
                await ListAsync(connection, WeightingTables.SelectCells, row => row.GetString(1), cancellation),
                await ListAsync(connection, WeightingTables.SelectSpells, WeightingTables.SpellOf, cancellation));
        var version = await ListAsync(connection, "SELECT max(data_version) FROM warehouse.loads", row => (long)row.GetInt32(0), cancellation);
        var history = History(rows, sectors, sums, targets, cells);
        return new(history, version[0], LastComplete(rows[0].Month, rows[^1].LastDay))
        {
            Days = await PanelDays.ReadAsync(connection, history, cancellation),
            Cells = cells,
            Activity = rows.ToDictionary(row => row.Month, row => row.Activity),
        };
    }

    private static PanelHistory History(
        List<MonthRow> rows, List<Sector> sectors, List<SumRow> sums, PopulationTargets? targets, WeightingCells cells)
    {
        // By name, so that the order in which the data came decides nothing.
        int[] order = [.. Enumerable.Range(0, sectors.Count).OrderBy(sector => sectors[sector].Name, StringComparer.Ordinal)];
        var activity = rows.ToDictionary(row => row.Month, row => row.Activity);
        var places = new int[order.Length];
        for (var place = 0; place < order.Length; place++)
            places[order[place]] = place;
        var byMonth = sums.ToLookup(row => row.Month);
        var (first, last) = (rows[0].Month, rows[^1].Month);
        var months = new List<PanelMonth>();
        Activity? before = null;
        for (var month = first; month <= last; month += 1)
        {
            var window = month;
            var active = Activity.AnyOf(Enumerable.Range(0, Activity.WindowMonths).Select(back => activity.GetValueOrDefault(window - back)));
            var panelCells = Cells(active, byMonth[window], places, cells, cells.InMonth(window, 8 * active.Bits.Length));
            var panel = PanelMonth.OfCells(month, order.Length, panelCells);
            months.Add(panel with { Cells = targets is null ? [] : panel.Cells, Flow = before is { } earlier ? PanelFlow.Between(earlier, active) : null });
            before = active;
        }

        return new([.. order.Select(sector => sectors[sector])], months, targets);
    }

    /// <summary>The cells of a month in which someone is active or something was summed.</summary>
    /// <param name="cellOf">The cell of each consumer; null where all are in cell 0.</param>
    private static PanelCell[] Cells(Activity active, IEnumerable<SumRow> sums, int[] places, WeightingCells cells, int[]? cellOf)
    {
        var consumers = new int[cells.Values.Count];
        var bySector = new Measures[cells.Values.Count][];
        if (cellOf is null)
            consumers[0] = active.Count;
        else
            active.CountInto(consumers, cellOf);
        foreach (var row in sums)
            (bySector[row.Cell] ??= new Measures[places.Length])[places[row.Sector]] = row.Sums;
        return [.. Enumerable.Range(0, consumers.Length).Where(cell => consumers[cell] > 0 || bySector[cell]?.Any(one => one != default) == true)
            .Select(cell => new PanelCell(cells.Values[cell], consumers[cell], bySector[cell] ?? new Measures[places.Length]))];
    }

    private static Month? LastComplete(Month first, DateOnly lastDay)
    {
        var month = Month.Of(lastDay);
        if (lastDay < month.LastDay)
            month -= 1;
        return month < first ? null : month;
    }

    internal static async Task<List<T>> ListAsync<T>(NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        var list = new List<T>();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
            list.Add(read(rows));
        return list;
    }
}
