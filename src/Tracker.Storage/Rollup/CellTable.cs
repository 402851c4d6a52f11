using Npgsql;
using Tracker.Core.Panel;
using Tracker.Storage.Ingest;

namespace Tracker.Storage.Rollup;

/// <summary>
/// Writes the consumer × sector sums of a month as arrays, a row for each sector and bucket of consumers, and reads them back. The table must
/// have been made in the same transaction.
/// </summary>
internal static class CellTable
{
    public static void Write(NpgsqlConnection connection, string table, MonthRollup rollup)
    {
        using var rows = new CellCopy(connection.BeginRawBinaryCopy($"COPY {table} ({CellCopy.Columns}) FROM STDIN (FORMAT BINARY, FREEZE)"));
        var used = new int[MonthRollup.BucketSize];
        foreach (var (sector, bucket, cells) in rollup.Buckets())
        {
            var count = 0;
            for (var i = 0; i < cells.Length; i++)
            {
                if (cells[i].Events > 0)
                    used[count++] = i;
            }

            if (count > 0)
                rows.Write(rollup.Month, (short)sector, bucket, cells, used.AsSpan(0, count));
        }

        rows.Complete();
    }

    /// <summary>Takes a month up again: the sums that the marts hold for it.</summary>
    public static void Read(NpgsqlConnection connection, Month month, MonthRollup rollup)
    {
        using (var cells = new NpgsqlCommand(
            $"SELECT sector_id, consumer_ids, events, gross_cents, refund_cents, purchases, visits FROM {EventTables.Cells(month)}", connection))
        {
            using var rows = cells.ExecuteReader();
            while (rows.Read())
            {
                var sector = rows.GetInt16(0);
                var consumers = rows.GetFieldValue<int[]>(1);
                var events = rows.GetFieldValue<int[]>(2);
                var gross = rows.GetFieldValue<long[]>(3);
                var refunds = rows.GetFieldValue<long[]>(4);
                var purchases = rows.GetFieldValue<int[]>(5);
                var visits = rows.GetFieldValue<int[]>(6);
                for (var i = 0; i < consumers.Length; i++)
                {
                    rollup.CellOf(sector, consumers[i]) = new()
                    {
                        Events = events[i],
                        GrossCents = gross[i],
                        RefundCents = refunds[i],
                        Purchases = purchases[i],
                        Visits = visits[i],
                    };
                }
            }
        }

        using var days = new NpgsqlCommand(
            "SELECT day, sector_id, cell, gross_cents, refund_cents, purchases, visits, events FROM mart.sector_day WHERE day BETWEEN $1 AND $2", connection)
        {
            Parameters = { new() { Value = month.FirstDay }, new() { Value = month.LastDay } },
        };
        using var dayRows = days.ExecuteReader();
        while (dayRows.Read())
        {
            rollup.DayOf(dayRows.GetInt32(2), dayRows.GetInt16(1), dayRows.GetFieldValue<DateOnly>(0).Day - 1) = new()
            {
                GrossCents = dayRows.GetInt64(3),
                RefundCents = dayRows.GetInt64(4),
                Purchases = dayRows.GetInt64(5),
                Visits = dayRows.GetInt64(6),
                Events = dayRows.GetInt64(7),
            };
        }
    }
}
