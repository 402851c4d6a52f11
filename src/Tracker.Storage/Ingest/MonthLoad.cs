using Npgsql;
using Tracker.Core.Panel;
using Tracker.Storage.Rollup;

namespace Tracker.Storage.Ingest;

/// <summary>
/// One month of a load, ready to be published: its new events, its whole consumer × sector mart and its days lie in staging tables, the small sums in memory.
/// </summary>
internal sealed record MonthLoad
{
    public required Month Month { get; init; }

    /// <summary>New rows, corrections among them.</summary>
    public required long Accepted { get; init; }

    /// <summary>Rows of the warehouse that corrections replace.</summary>
    public required long Removed { get; init; }

    public required long Duplicates { get; init; }

    public required long AcceptedCents { get; init; }

    public required long DuplicateCents { get; init; }

    public required IReadOnlyList<EventRow> Conflicts { get; init; }

    /// <summary>The month's sums with this load in them; null where the load changes nothing.</summary>
    public required MonthSums? Sums { get; init; }

    public bool Changes => Accepted + Removed > 0;

    /// <summary>Copies the accepted rows of a month to its staging table and sums them on the way.</summary>
    /// <param name="existing">Whether the month has events in the warehouse already.</param>
    /// <param name="replaced">The keys of those that corrections replace.</param>
    /// <param name="weightingCells">The weighting cell of every consumer in the month; null where all are in cell 0.</param>
    public static MonthLoad Stage(
        NpgsqlDataSource source, int load, PanelZone zone, Month month, bool existing, ReadOnlySpan<KeyRecord> replaced, Spill<EventRow>? rows, RowVerdicts? verdicts,
        int sectors, int[]? weightingCells, Action<long> onRows, CancellationToken cancellation)
    {
        var accepted = verdicts?.Accepted ?? 0;
        var changes = accepted > 0 || replaced.Length > 0;
        using var connection = source.OpenConnection();
        // A table that is filled in the transaction that makes it needs no log of its rows (wal_level = minimal), and they are frozen from the start.
        using var transaction = connection.BeginTransaction();
        using var rollup = changes ? new MonthRollup(month, sectors, weightingCells) : null;
        if (changes && existing)
            CellTable.Read(connection, month, rollup!);
        if (replaced.Length > 0)
            TakeAway(connection, zone, month, replaced, rollup!);

        long acceptedCents = 0, duplicates = 0, duplicateCents = 0;
        var conflicts = new List<EventRow>();
        if (changes)
            CreateTables(connection, load, zone, month);
        using var copy = accepted > 0
            ? new EventCopy(connection.BeginRawBinaryCopy($"COPY {EventTables.StagedEvents(load, month)} ({EventCopy.Columns}) FROM STDIN (FORMAT BINARY, FREEZE)"), load)
            : null;
        var ordinal = 0L;
        foreach (var piece in rows?.Read() ?? [])
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (ref readonly var row in piece.Span)
            {
                switch (verdicts![ordinal++])
                {
                    case RowVerdict.Accepted:
                        copy!.Write(in row);
                        rollup!.Add(in row, sign: 1);
                        acceptedCents += row.FileCents;
                        break;
                    case RowVerdict.Duplicate:
                        duplicates++;
                        duplicateCents += row.FileCents;
                        break;
                    default:
                        conflicts.Add(row);
                        break;
                }
            }

            onRows(piece.Length);
        }

        copy?.Complete();
        copy?.Dispose();
        if (changes)
        {
            CellTable.Write(connection, EventTables.StagedCells(load, month), rollup!);
            SumTables.WriteDays(connection, EventTables.StagedDays(load, month), rollup!);
        }

        transaction.Commit();
        return new()
        {
            Month = month,
            Accepted = accepted,
            Removed = replaced.Length,
            Duplicates = duplicates,
            AcceptedCents = acceptedCents,
            DuplicateCents = duplicateCents,
            Conflicts = conflicts,
            Sums = rollup?.Sums(),
        };
    }

    /// <summary>The checks let the tables be attached as partitions without reading them.</summary>
    private static void CreateTables(NpgsqlConnection connection, int load, PanelZone zone, Month month)
    {
        var (begins, ends) = EventTables.Bounds(zone, month);
        var (events, cells, days) = (EventTables.StagedEvents(load, month), EventTables.StagedCells(load, month), EventTables.StagedDays(load, month));
        using var command = new NpgsqlCommand(
            $"""
            CREATE TABLE {events} (LIKE warehouse.events, CHECK (occurred_at >= '{begins}' AND occurred_at < '{ends}'));
            CREATE TABLE {cells} (LIKE mart.cells INCLUDING STORAGE INCLUDING COMPRESSION,
                CHECK (month >= '{month.FirstDay:yyyy-MM-dd}' AND month < '{(month + 1).FirstDay:yyyy-MM-dd}'));
            CREATE TABLE {days} (LIKE mart.sector_day);
            """, connection);
        command.ExecuteNonQuery();
    }

    private static void TakeAway(NpgsqlConnection connection, PanelZone zone, Month month, ReadOnlySpan<KeyRecord> replaced, MonthRollup rollup)
    {
        var keys = new long[replaced.Length];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = (long)replaced[i].Key;
        using var command = new NpgsqlCommand(
            $"""
            SELECT consumer_id, sector_id, kind, amount_cents, occurred_at FROM {EventTables.Partition(month)} JOIN unnest($1) AS replaced (key) ON event_key = key
            """, connection)
        { Parameters = { new() { Value = keys } } };
        using var rows = command.ExecuteReader();
        var found = 0;
        for (; rows.Read(); found++)
        {
            rollup.Add(
                new EventRow
                {
                    Consumer = rows.GetInt32(0),
                    Sector = rows.GetInt16(1),
                    Kind = (EventKind)rows.GetInt16(2),
                    AmountCents = rows.GetInt64(3),
                    Day = (byte)(zone.DayOf(Instant.Of(rows.GetDateTime(4))).Day - 1),
                },
                sign: -1);
        }

        if (found != replaced.Length)
            throw new InvalidOperationException($"{month}: expected {replaced.Length} events to correct, found {found}");
    }
}
