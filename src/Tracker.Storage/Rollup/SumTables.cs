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
            "COPY mart.sector_month (month, sector_id, gross_cents, refund_cents, purchases, visits, buyers) FROM STDIN (FORMAT BINARY)"))
        {
            foreach (var month in months)
            {
                for (var sector = 0; sector < month.BySector.Count; sector++)
                {
                    var sums = month.BySector[sector];
                    copy.WriteRow(month.Month.FirstDay, (short)sector, sums.GrossCents, sums.RefundCents, sums.Purchases, sums.Visits, sums.Buyers);
                }
            }

            copy.Complete();
        }

        using var days = connection.BeginBinaryImport(
            "COPY mart.sector_day (day, sector_id, cell, gross_cents, refund_cents, purchases, visits, events) FROM STDIN (FORMAT BINARY)");
        foreach (var month in months)
        {
            for (var sector = 0; sector < month.BySector.Count; sector++)
            {
                for (var day = 0; day < month.Month.Days; day++)
                {
                    var sums = month.Days[sector, day];
                    if (sums.Events == 0)
                        continue;
                    days.StartRow();
                    days.Write(month.Month.FirstDay.AddDays(day), NpgsqlDbType.Date);
                    days.Write((short)sector, NpgsqlDbType.Smallint);
                    days.Write(0, NpgsqlDbType.Integer);
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
