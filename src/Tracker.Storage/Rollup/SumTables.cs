using Npgsql;
using NpgsqlTypes;

namespace Tracker.Storage.Rollup;

/// <summary>Writes the small marts of whole months.</summary>
internal static class SumTables
{
    public static void Write(NpgsqlConnection connection, IReadOnlyList<MonthSums> months)
    {
        using (var copy = connection.BeginBinaryImport("COPY mart.months (month, events, last_day, activity) FROM STDIN (FORMAT BINARY)"))
        {
            foreach (var month in months)
                copy.WriteRow(month.Month.FirstDay, month.Events, month.LastDay, month.Activity);
            copy.Complete();
        }

        using (var copy = connection.BeginBinaryImport(
            "COPY mart.sector_month (month, sector_id, cell, gross_cents, refund_cents, purchases, visits, buyers) FROM STDIN (FORMAT BINARY)"))
        {
            foreach (var month in months)
            {
                foreach (var (cell, bySector) in month.ByCell)
                {
                    for (var sector = 0; sector < bySector.Length; sector++)
                    {
                        var sums = bySector[sector];
                        if (cell == 0 || sums != default)
                            copy.WriteRow(month.Month.FirstDay, (short)sector, cell, sums.GrossCents, sums.RefundCents, sums.Purchases, sums.Visits, sums.Buyers);
                    }
                }
            }

            copy.Complete();
        }
    }

    /// <summary>Days with an event, to a table like <c>mart.sector_day</c>.</summary>
    public static void WriteDays(NpgsqlConnection connection, string table, MonthRollup rollup)
    {
        using var days = connection.BeginBinaryImport(
            $"COPY {table} (day, sector_id, cell, gross_cents, refund_cents, purchases, visits, events) FROM STDIN (FORMAT BINARY)");
        for (var cell = 0; cell < rollup.Days.Count; cell++)
        {
            for (var sector = 0; sector < rollup.Sectors; sector++)
            {
                for (var day = 0; day < rollup.Month.Days; day++)
                {
                    if (rollup.Days[cell]?[sector, day] is not { Events: not 0 } sums)
                        continue;
                    days.StartRow();
                    days.Write(rollup.Month.FirstDay.AddDays(day), NpgsqlDbType.Date);
                    days.Write((short)sector, NpgsqlDbType.Smallint);
                    days.Write(cell, NpgsqlDbType.Integer);
                    days.Write(sums.GrossCents, NpgsqlDbType.Bigint);
                    days.Write(sums.RefundCents, NpgsqlDbType.Bigint);
                    days.Write(sums.Purchases, NpgsqlDbType.Bigint);
                    days.Write(sums.Visits, NpgsqlDbType.Bigint);
                    days.Write(sums.Events, NpgsqlDbType.Bigint);
                }
            }
        }

        days.Complete();
    }
}
