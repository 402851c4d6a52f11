using Npgsql;
using Tracker.Core.Panel;
using Tracker.Storage.Rollup;

namespace Tracker.Storage.Ingest;

/// <summary>
/// Loads a folder of files into the warehouse: read and check every row, compare identities, stage each month with its sums, then make all of it
/// visible in one transaction. Until then only staging tables exist, which the next load drops; one load at a time.
/// </summary>
public static class Loader
{
    internal const long MemoryBudget = 384L << 20;
    private const long LoadLock = 0x7472_6163_6B65_7201; // "tracker", 1

    /// <summary>Loads a folder in the canonical layout, or as the dataset.yaml in it says.</summary>
    /// <exception cref="IngestException">The load cannot be done; nothing of it was kept.</exception>
    public static Task<LoadReport> LoadAsync(
        NpgsqlDataSource source, string folder, IProgress<LoadProgress>? progress, CancellationToken cancellation) =>
        LoadAsync(source, folder, dataset: null, progress, cancellation);

    /// <param name="source">The database.</param>
    /// <param name="folder">Where the files are.</param>
    /// <param name="dataset">A dataset.yaml that lies elsewhere; null for the one in the folder, if there is one.</param>
    /// <param name="progress">Told how far the load is.</param>
    /// <param name="cancellation">Ends the load; nothing of it is kept.</param>
    /// <exception cref="IngestException">The load cannot be done; nothing of it was kept.</exception>
    public static async Task<LoadReport> LoadAsync(
        NpgsqlDataSource source, string folder, string? dataset, IProgress<LoadProgress>? progress, CancellationToken cancellation)
    {
        var files = LoadFolder.Open(folder, dataset);
        // Numbers of new words, identities and partitions are nobody else's business while a load goes on.
        await using var alone = await SessionLock.TakeAsync(source, LoadLock, () => progress?.Report(new("waiting for another load", 0, 0)), cancellation);
        return await Task.Run(() => Load(source, files, progress, cancellation), cancellation);
    }

    private static LoadReport Load(NpgsqlDataSource source, LoadFolder files, IProgress<LoadProgress>? progress, CancellationToken cancellation)
    {
        var startedAt = DateTime.UtcNow;
        var load = Staging.Begin(source);
        try
        {
            return Load(source, files, load, startedAt, progress, cancellation);
        }
        catch (Exception error) when (error is IOException or NpgsqlException { InnerException: IOException } || IsOutOfRoom(error))
        {
            throw new IngestException($"the load ended early and nothing of it was kept: {error.Message}", error);
        }
        finally
        {
            Staging.TryClear(source);
        }
    }

    private static LoadReport Load(
        NpgsqlDataSource source, LoadFolder files, int load, DateTime startedAt, IProgress<LoadProgress>? progress, CancellationToken cancellation)
    {
        var settings = files.Agree(PanelSettings.Read(source));
        var words = Warehouse.ReadWords(source);
        var rejects = new RejectLog(batch => RejectTable.Write(source, EventTables.StagedRejects(load), batch));
        var input = LoadInput.Read(files, settings, words, () => Warehouse.ReadAttributes(source), rejects, cancellation);
        if (words.ConsumerCount == 0)
            throw new IngestException($"{files.Name}: expected consumers.csv, for the database knows no consumer yet");

        using var spill = new LoadSpill(new SpillBudget(MemoryBudget, Path.GetTempPath()));
        var bytes = new ProgressCount("reading", files.EventFiles.Sum(file => file.CompressedLength), progress);
        var read = EventFiles.Read(files.Events, settings, words, rejects, spill, bytes.Add, cancellation);

        var existing = Warehouse.ReadMonths(source);
        var weighting = Reweighting.Of(source, input, words, existing);
        progress?.Report(new("comparing", 0, 0));
        WarehouseKeys.Gather(source, existing, spill, cancellation);
        var identities = Identities.Compare(spill, cancellation);

        var rows = new ProgressCount("writing", spill.Months.Sum(month => spill.Rows(month).Count), progress);
        var months = StageMonths(source, load, settings.Zone, spill, identities, existing, words, weighting.Cells, rows.Add, cancellation);
        ConflictRejects.Add(files.EventFiles, months.SelectMany(month => month.Conflicts), rejects, cancellation);
        rejects.Flush();

        progress?.Report(new("publishing", 0, 0));
        return Publication.Publish(source, new()
        {
            Load = load,
            Source = files.Name,
            Settings = settings,
            StartedAt = startedAt,
            Read = read,
            Words = words,
            Consumers = input.Consumers.Entries,
            NewConsumers = input.NewConsumers,
            Calendar = input.Calendar,
            Weighting = weighting,
            Months = months,
            ExistingMonths = existing.ToHashSet(),
            Rejects = rejects,
            Replaced = identities.Replaced,
        });
    }

    private static MonthLoad[] StageMonths(
        NpgsqlDataSource source, int load, PanelZone zone, LoadSpill spill, Identities identities, IReadOnlyList<Month> existing, PanelWords words,
        WeightingCells cells, Action<long> onRows, CancellationToken cancellation)
    {
        var loaded = spill.Months.ToHashSet();
        var replaced = identities.Replaced.ToLookup(record => LoadSpill.MonthOf(record.Place.MonthIndex));
        Month[] months = [.. loaded.Union(replaced.Select(group => group.Key)).Order()];
        var staged = new MonthLoad[months.Length];
        Parallel.For(0, months.Length, new() { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation }, i =>
        {
            var month = months[i];
            staged[i] = MonthLoad.Stage(
                source, load, zone, month, existing.Contains(month), replaced[month].ToArray(),
                loaded.Contains(month) ? spill.Rows(month) : null, loaded.Contains(month) ? identities.Of(month) : null,
                words.Sectors.Count, cells.InMonth(month, words.ConsumerCount), onRows, cancellation);
        });
        return staged;
    }

    private static bool IsOutOfRoom(Exception error) =>
        error is PostgresException { SqlState: PostgresErrorCodes.DiskFull or PostgresErrorCodes.OutOfMemory }
        || (error is AggregateException several && several.InnerExceptions.Any(IsOutOfRoom));
}
