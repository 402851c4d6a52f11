using Npgsql;
using NpgsqlTypes;
using Tracker.Core.Panel;
using Tracker.Storage.Rollup;

namespace Tracker.Storage.Ingest;

/// <summary>A load whose months are staged and whose books are closed.</summary>
internal sealed record StagedLoad
{
    public required int Load { get; init; }
    public required string Source { get; init; }
    public required PanelSettings Settings { get; init; }
    public required DateTime StartedAt { get; init; }
    public required long Read { get; init; }
    public required PanelWords Words { get; init; }
    public required IReadOnlyList<ConsumersFile.Entry> Consumers { get; init; }
    public required IReadOnlyList<(int Number, string Id)> NewConsumers { get; init; }
    public required IReadOnlyList<CalendarEntry> Calendar { get; init; }
    public required Reweighting Weighting { get; init; }
    public required IReadOnlyList<MonthLoad> Months { get; init; }

    /// <summary>The months that have a partition already.</summary>
    public required IReadOnlySet<Month> ExistingMonths { get; init; }

    public required IReadOnlyCollection<KeyRecord> Replaced { get; init; }
    public required RejectLog Rejects { get; init; }
}

/// <summary>Makes a staged load visible: events, marts, words and books in one transaction, or nothing.</summary>
internal sealed class Publication
{
    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction transaction;
    private readonly StagedLoad load;

    private Publication(NpgsqlConnection connection, NpgsqlTransaction transaction, StagedLoad load) =>
        (this.connection, this.transaction, this.load) = (connection, transaction, load);

    public static LoadReport Publish(NpgsqlDataSource source, StagedLoad load)
    {
        using var connection = source.OpenConnection();
        using var transaction = connection.BeginTransaction();
        var report = new Publication(connection, transaction, load).Run();
        transaction.Commit();
        return report;
    }

    private LoadReport Run()
    {
        SaveWords();
        var changedConsumers = SaveConsumers();
        var changedCalendar = SaveCalendar();
        SaveWeighting();
        var changed = load.Months.Where(month => month.Changes).ToArray();
        foreach (var month in changed)
            PublishMonth(month);
        SaveSums([.. changed.Select(month => month.Sums!)]);
        CellRebuild.Run(connection, load.Settings.Zone, load.Weighting.Rebuilt);

        var changes = changed.Length + changedConsumers + changedCalendar + load.NewConsumers.Count + load.Words.Sectors.Added.Count > 0
            || load.Weighting.ChangesTargets;
        if (changes)
            load.Settings.Save(connection);
        return SaveBooks(changed, changes, changedConsumers);
    }

    private void SaveWords()
    {
        using (var sectors = connection.BeginBinaryImport("COPY warehouse.sectors (sector_id, name) FROM STDIN (FORMAT BINARY)"))
        {
            foreach (var (number, name) in load.Words.Sectors.Added)
                sectors.WriteRow((short)number, name);
            sectors.Complete();
        }

        using (var labels = connection.BeginBinaryImport("COPY warehouse.labels (kind, label_id, label) FROM STDIN (FORMAT BINARY)"))
        {
            foreach (var kind in Enum.GetValues<LabelKind>())
            {
                foreach (var (number, label) in load.Words.LabelsOf(kind).Added)
                    labels.WriteRow((short)kind, number, label);
            }

            labels.Complete();
        }

        if (load.Words.Products.Added is [var (firstNew, _), ..])
        {
            Execute(
                """
                INSERT INTO warehouse.product_words
                SELECT label_id, words.position, words.word FROM warehouse.labels, warehouse.words_of(label) AS words WHERE kind = 3 AND label_id >= $1
                """, firstNew);
        }

        if (load.Words.Categories.Count > 0)
        {
            Execute(
                """
                INSERT INTO warehouse.taxonomy AS held SELECT * FROM unnest($1, $2)
                ON CONFLICT (category) DO UPDATE SET sector_id = excluded.sector_id WHERE held.sector_id <> excluded.sector_id
                """, load.Words.Categories.Keys.ToArray(), load.Words.Categories.Values.Select(sector => (short)sector).ToArray());
        }
    }

    /// <summary>Returns how many known consumers got other attributes.</summary>
    private int SaveConsumers()
    {
        if (load.Consumers.Count == 0)
            return 0;
        using (var copy = connection.BeginBinaryImport("COPY warehouse.consumers (consumer_id, external_id) FROM STDIN (FORMAT BINARY)"))
        {
            foreach (var (number, id) in load.NewConsumers)
                copy.WriteRow(number, id);
            copy.Complete();
        }

        Execute("CREATE TEMP TABLE given (consumer_id integer, valid_from date, attributes jsonb) ON COMMIT DROP");
        using (var copy = connection.BeginBinaryImport("COPY given FROM STDIN (FORMAT BINARY)"))
        {
            foreach (var consumer in load.Consumers)
            {
                copy.StartRow();
                copy.Write(load.Words.ConsumerNumber(consumer.Id), NpgsqlDbType.Integer);
                copy.Write(consumer.ValidFrom ?? DateOnly.MinValue, NpgsqlDbType.Date);
                copy.Write(consumer.Attributes, NpgsqlDbType.Jsonb);
            }

            copy.Complete();
        }

        var saved = Execute(
            """
            INSERT INTO warehouse.consumer_attributes AS held SELECT * FROM given
            ON CONFLICT (consumer_id, valid_from) DO UPDATE SET attributes = excluded.attributes WHERE held.attributes <> excluded.attributes
            """);
        return saved - load.NewConsumers.Count;
    }

    private int SaveCalendar() => load.Calendar.Sum(entry => Execute(
        """
        INSERT INTO warehouse.calendar AS held VALUES ($1, $2, $3, $4)
        ON CONFLICT (name, starts_on) DO UPDATE SET ends_on = excluded.ends_on, kind = excluded.kind
        WHERE (held.ends_on, held.kind) <> (excluded.ends_on, excluded.kind)
        """, entry.Name, entry.StartsOn, entry.EndsOn, entry.Kind));

    private void SaveWeighting()
    {
        if (load.Weighting.ChangesTargets)
            WeightingTables.WritePopulation(connection, load.Weighting.Population);
        if (load.Weighting.ChangesCells)
            WeightingTables.WriteCells(connection, load.Weighting.Cells);
    }

    /// <summary>A new month's tables become partitions as they are; a month that is there gets its rows added and its sums replaced.</summary>
    private void PublishMonth(MonthLoad month)
    {
        var (first, next) = ($"'{month.Month.FirstDay:yyyy-MM-dd}'", $"'{(month.Month + 1).FirstDay:yyyy-MM-dd}'");
        var (events, cells) = (EventTables.Partition(month.Month), EventTables.Cells(month.Month));
        var (stagedEvents, stagedCells) = (EventTables.StagedEvents(load.Load, month.Month), EventTables.StagedCells(load.Load, month.Month));
        if (load.ExistingMonths.Contains(month.Month))
        {
            Remove(month, events);
            Execute($"INSERT INTO {events} SELECT * FROM {stagedEvents}");
            Execute($"ALTER TABLE mart.cells DETACH PARTITION {cells}");
            Execute($"DROP TABLE {cells}");
        }
        else
        {
            Adopt(stagedEvents, events);
            var (begins, ends) = EventTables.Bounds(load.Settings.Zone, month.Month);
            Execute($"ALTER TABLE warehouse.events ATTACH PARTITION {events} FOR VALUES FROM ('{begins}') TO ('{ends}')");
        }

        Adopt(stagedCells, cells);
        Execute($"ALTER TABLE mart.cells ATTACH PARTITION {cells} FOR VALUES FROM ({first}) TO ({next})");
    }

    private void Remove(MonthLoad month, string events)
    {
        long[] keys = [.. load.Replaced.Where(record => LoadSpill.MonthOf(record.Place.MonthIndex) == month.Month).Select(record => (long)record.Key)];
        if (keys.Length > 0 && Execute($"DELETE FROM {events} USING unnest($1) AS replaced (key) WHERE event_key = key", keys) != keys.Length)
            throw new InvalidOperationException($"{month.Month}: expected to correct {keys.Length} events");
    }

    private void Adopt(string staged, string table)
    {
        var (schema, name) = (table[..table.IndexOf('.')], table[(table.IndexOf('.') + 1)..]);
        Execute($"ALTER TABLE {staged} SET SCHEMA {schema}");
        Execute($"ALTER TABLE {schema}.{staged[(staged.IndexOf('.') + 1)..]} RENAME TO {name}");
    }

    private void SaveSums(IReadOnlyList<MonthSums> months)
    {
        DateOnly[] firstDays = [.. months.Select(month => month.Month.FirstDay)];
        Execute("DELETE FROM mart.months WHERE month = ANY ($1)", firstDays);
        Execute("DELETE FROM mart.sector_month WHERE month = ANY ($1)", firstDays);
        Execute("DELETE FROM mart.sector_day WHERE date_trunc('month', day)::date = ANY ($1)", firstDays);
        SumTables.Write(connection, months);
        foreach (var month in months)
            Execute($"INSERT INTO mart.sector_day SELECT * FROM {EventTables.StagedDays(load.Load, month.Month)}");
    }

    private LoadReport SaveBooks(IReadOnlyList<MonthLoad> changed, bool changes, int changedConsumers)
    {
        var accepted = changed.Sum(month => month.Accepted);
        var duplicates = load.Months.Sum(month => month.Duplicates);
        var corrected = load.Replaced.Count;
        var money = new Money(changed.Sum(month => month.AcceptedCents), load.Rejects.Cents, load.Months.Sum(month => month.DuplicateCents));
        var version = changes ? load.Load : Scalar<int?>("SELECT max(data_version) FROM warehouse.loads") ?? 0;
        Execute(
            """
            INSERT INTO warehouse.loads (load_id, data_version, source, started_at, rows_read, accepted, corrected, rejected, duplicates,
                                         accepted_cents, rejected_cents, duplicate_cents, consumers_new, consumers_changed)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            """,
            load.Load, version, load.Source, load.StartedAt, load.Read, accepted, (long)corrected, load.Rejects.Count, duplicates,
            money.AcceptedCents, money.RejectedCents, money.DuplicateCents, load.NewConsumers.Count, changedConsumers);
        Execute(
            $"INSERT INTO warehouse.rejects SELECT {load.Load}, file, line, \"column\", reason, raw FROM {EventTables.StagedRejects(load.Load)} ORDER BY file, line");
        foreach (var month in changed)
            Execute("INSERT INTO warehouse.load_months VALUES ($1, $2, $3, $4)", load.Load, month.Month.FirstDay, month.Accepted, month.Removed);

        // Weights of every month can follow from new targets, and those of rebuilt months have.
        Month[] months = [.. changed.Select(month => month.Month)];
        IEnumerable<Month> reweighing = load.Weighting.ChangesTargets ? load.ExistingMonths : load.Weighting.Rebuilt;
        Month[] reweighted = [.. reweighing.Except(months).Order()];
        foreach (var month in reweighted)
            Execute("INSERT INTO warehouse.load_months VALUES ($1, $2, 0, 0)", load.Load, month.FirstDay);
        return new(
            load.Load, load.Read, accepted, corrected, load.Rejects.Count, duplicates, money, load.NewConsumers.Count, changedConsumers,
            load.Rejects.Beside, months, StaleMonths.Among(connection, [.. months, .. reweighted]), version);
    }

    private int Execute(string sql, params object[] values)
    {
        using var command = Command(sql, values);
        return command.ExecuteNonQuery();
    }

    private T Scalar<T>(string sql)
    {
        using var command = Command(sql, []);
        return command.ExecuteScalar() is { } value and not DBNull ? (T)value : default!;
    }

    private NpgsqlCommand Command(string sql, object[] values)
    {
        var command = new NpgsqlCommand(sql, connection, transaction);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return command;
    }
}
