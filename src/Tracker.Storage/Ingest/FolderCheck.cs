using System.Text.Json;
using Tracker.Storage.Rollup;

namespace Tracker.Storage.Ingest;

/// <summary>Reads a folder as a load does and reports, without a database: nothing is written but temporary files.</summary>
public static class FolderCheck
{
    /// <param name="folder">Where the files are.</param>
    /// <param name="dataset">A dataset.yaml that lies elsewhere; null for the one in the folder, if there is one.</param>
    /// <param name="progress">Told how far the reading is.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="IngestException">The folder could not be loaded.</exception>
    public static Task<CheckReport> RunAsync(string folder, string? dataset, IProgress<LoadProgress>? progress, CancellationToken cancellation) =>
        Task.Run(() => Run(LoadFolder.Open(folder, dataset), progress, cancellation), cancellation);

    private static CheckReport Run(LoadFolder files, IProgress<LoadProgress>? progress, CancellationToken cancellation)
    {
        var settings = files.Agree(held: null);
        var words = new PanelWords();
        var reasons = new Dictionary<(string, string?, string), (long Count, long FirstLine)>();
        var rejects = new RejectLog(batch => Count(reasons, batch));
        var input = LoadInput.Read(files, settings, words, () => new Dictionary<string, string>(), rejects, cancellation);
        if (words.ConsumerCount == 0 && files.Events.Count > 0)
            throw new IngestException($"{files.Name}: expected consumers.csv: a check compares within the files only, and they name no consumer");

        using var spill = new LoadSpill(new SpillBudget(Loader.MemoryBudget, Path.GetTempPath()));
        var bytes = new ProgressCount("reading", files.EventFiles.Sum(file => file.CompressedLength), progress);
        var read = EventFiles.Read(files.Events, settings, words, rejects, spill, bytes.Add, cancellation);
        progress?.Report(new("comparing", 0, 0));
        var identities = Identities.Compare(spill, cancellation);
        var books = Books.Of(spill, identities, words.Sectors.Count);
        ConflictRejects.Add(files.EventFiles, books.Conflicts, rejects, cancellation);
        rejects.Flush();
        return new(
            read, books.Accepted, rejects.Count, books.Duplicates, new(books.AcceptedCents, rejects.Cents, books.DuplicateCents),
            input.Consumers.Entries.Select(consumer => consumer.Id).Distinct().Count(), rejects.Beside, settings.Zone.Name, settings.Currency,
            [.. spill.Months],
            [.. words.Sectors.All.Select(sector => new SectorCount(sector.Text, books.Sectors[sector.Number])).Where(sector => sector.Events > 0)
                .OrderByDescending(sector => sector.Events).ThenBy(sector => sector.Sector, StringComparer.Ordinal)],
            Unknown(input.Consumers), Tables(input),
            [.. reasons.Select(reason => new RejectReason(reason.Key.Item1, reason.Key.Item2, reason.Key.Item3, reason.Value.Count, reason.Value.FirstLine))
                .OrderByDescending(reason => reason.Count).ThenBy(reason => reason.File, StringComparer.Ordinal).ThenBy(reason => reason.FirstLine)]);
    }

    /// <summary>The sums of the spilled rows by what became of them.</summary>
    private sealed record Books(long Accepted, long AcceptedCents, long Duplicates, long DuplicateCents, long[] Sectors, List<EventRow> Conflicts)
    {
        public static Books Of(LoadSpill spill, Identities identities, int sectors)
        {
            long accepted = 0, acceptedCents = 0, duplicates = 0, duplicateCents = 0;
            var bySector = new long[sectors];
            var conflicts = new List<EventRow>();
            foreach (var month in spill.Months)
            {
                var verdicts = identities.Of(month);
                var ordinal = 0L;
                foreach (var piece in spill.Rows(month).Read())
                {
                    foreach (ref readonly var row in piece.Span)
                    {
                        switch (verdicts[ordinal++])
                        {
                            case RowVerdict.Accepted:
                                accepted++;
                                acceptedCents += row.FileCents;
                                bySector[row.Sector]++;
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
                }
            }

            return new(accepted, acceptedCents, duplicates, duplicateCents, bySector, conflicts);
        }
    }

    private static void Count(Dictionary<(string, string?, string), (long Count, long FirstLine)> reasons, IReadOnlyList<Reject> batch)
    {
        foreach (var reject in batch)
        {
            var key = (reject.File, reject.Column, reject.Reason);
            var known = reasons.GetValueOrDefault(key, (Count: 0, FirstLine: long.MaxValue));
            reasons[key] = (known.Count + 1, Math.Min(known.FirstLine, reject.Line));
        }
    }

    private static IReadOnlyList<TargetTable> Tables(LoadInput input)
    {
        var known = input.Consumers.Entries.SelectMany(consumer => PopulationRow.ValuesOf(consumer.Attributes)).Select(Text).ToHashSet();
        return [.. input.Population.Select(row => (row.Month, row.People, Values: PopulationRow.ValuesOf(row.Cell)))
            .GroupBy(row => string.Join(", ", row.Values.Keys)).OrderBy(table => table.Key, StringComparer.Ordinal)
            .Select(table => new TargetTable(
                [.. table.First().Values.Keys], table.Select(row => row.Month).Distinct().Count(),
                table.GroupBy(row => row.Month).MaxBy(month => month.Key)!.Sum(row => row.People),
                [.. table.SelectMany(row => row.Values).Select(Text).Distinct().Where(value => !known.Contains(value)).Order(StringComparer.Ordinal)]))];

        static string Text(KeyValuePair<string, string> value) => $"{value.Key}={value.Value}";
    }

    /// <summary>An attribute is known of a consumer where any of the consumer's rows has it.</summary>
    private static IReadOnlyList<(string, double)> Unknown(ConsumerSet consumers)
    {
        var known = consumers.AttributeNames.ToDictionary(name => name, _ => new HashSet<string>());
        foreach (var consumer in consumers.Entries)
        {
            foreach (var name in JsonSerializer.Deserialize<Dictionary<string, string>>(consumer.Attributes)!.Keys)
                known[name].Add(consumer.Id);
        }

        var all = consumers.Entries.Select(consumer => consumer.Id).Distinct().Count();
        return [.. consumers.AttributeNames.Select(name => (name, all == 0 ? 1 : 1 - (double)known[name].Count / all))];
    }
}
