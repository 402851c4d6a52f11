using Npgsql;
using Tracker.Core.Panel;

namespace Tracker.Storage.Rollup;

/// <summary>Reads one sector's month consumer by consumer from the marts: a few dozen rows of arrays, whatever the number of events.</summary>
public static class ConsumerReader
{
    /// <param name="connection">In a transaction of one snapshot with the one that read the panel, where both must agree.</param>
    /// <param name="panel">The panel.</param>
    /// <param name="sector">A sector of the panel.</param>
    /// <param name="month">A month of the panel.</param>
    /// <param name="weighting">What a consumer stands for.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async Task<ConsumerMonth> ReadAsync(
        NpgsqlConnection connection, PanelData panel, Sector sector, Month month, Weighting weighting, CancellationToken cancellation)
    {
        var weights = Weights(panel, month, weighting);
        if (panel.KnownCells.Find(sector, month) is { } known)
            return new(month, weights, known);
        var cells = new ConsumerCell[weights.Length];
        if (!panel.Activity.ContainsKey(month))
            return new(month, weights, cells);
        await using var command = new NpgsqlCommand(
            """
            SELECT consumer_ids, gross_cents, refund_cents, purchases, visits FROM mart.cells
            WHERE month = $2 AND sector_id = (SELECT sector_id FROM warehouse.sectors WHERE name = $1)
            """,
            connection)
        {
            Parameters = { new() { Value = sector.Name }, new() { Value = month.FirstDay } },
        };
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
        {
            var consumers = rows.GetFieldValue<int[]>(0);
            var gross = rows.GetFieldValue<long[]>(1);
            var refunds = rows.GetFieldValue<long[]>(2);
            var purchases = rows.GetFieldValue<int[]>(3);
            var visits = rows.GetFieldValue<int[]>(4);
            for (var i = 0; i < consumers.Length; i++)
                cells[consumers[i]] = new(gross[i], refunds[i], purchases[i], visits[i]);
        }

        panel.KnownCells.Keep(sector, month, cells);
        return new(month, weights, cells);
    }

    /// <summary>As many consumers as any month of the panel knows.</summary>
    internal static int Consumers(PanelData panel) => 8 * panel.Activity.Values.Max(activity => activity.Bits.Length);

    private static double[] Weights(PanelData panel, Month month, Weighting weighting)
    {
        var weights = new double[Consumers(panel)];
        var active = panel.ActiveIn(month);
        var panelMonth = panel.History.Months[month - panel.History.First];
        var fitted = weighting.Of(panelMonth);
        var byCell = new double[panel.Cells.Values.Count];
        Array.Fill(byCell, fitted.Mean);
        for (var i = 0; i < fitted.Relative.Count; i++)
            byCell[panel.Cells.NumberOf(panelMonth.Cells[i].Cell)] = fitted.Mean * fitted.Relative[i];
        var cellOf = panel.Cells.InMonth(month, weights.Length);
        for (var consumer = 0; consumer < weights.Length; consumer++)
        {
            if (active.Contains(consumer))
                weights[consumer] = byCell[cellOf?[consumer] ?? 0];
        }

        return weights;
    }
}
