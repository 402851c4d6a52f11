using Tracker.Core.Decomposition;
using Tracker.Core.Drivers;
using Tracker.Core.Panel;
using Tracker.Storage;
using Tracker.Storage.Results;

namespace Tracker.Jobs;

/// <summary>Answers requests for drivers about one month on one reading of the data.</summary>
/// <param name="database">Where answers go.</param>
/// <param name="reading">The month.</param>
internal sealed class DriverRanker(TrackerDatabase database, MonthReading reading)
{
    /// <summary>The assemblies whose code decides the answer.</summary>
    private static string ProgramVersion { get; } =
        CodeVersion.Of(typeof(DriverRanking).Assembly, typeof(PublishedDrivers).Assembly, typeof(DriverRanker).Assembly);

    /// <param name="request">What is asked.</param>
    /// <param name="notes">Told each step.</param>
    /// <param name="progress">Told the share of the ranking that is done.</param>
    /// <param name="cancellation">Ends the computation; nothing is stored.</param>
    /// <param name="kept">Told the number of the answer; null where nobody is.</param>
    /// <exception cref="NothingToComputeException">The data does not have it, or it would tell of too few.</exception>
    public async Task<PublishedDrivers> OfAsync(
        DriverRequest request, IProgress<string>? notes, IProgress<double>? progress, CancellationToken cancellation, Kept? kept = null)
    {
        var sector = reading.SectorOf(request.Sector);
        var (key, configuration) = KeyOf(request);
        await using var shelf = await HoldAsync(request, cancellation);
        if (await shelf.FindAsync(key, cancellation, kept) is { } stored)
            return stored;
        notes?.Report($"ranking the drivers of {request.Metric} of {sector} in {reading.Month}");
        var result = await ComputeAsync(request, sector, (int)(key.Seed & int.MaxValue), progress, cancellation);
        return await shelf.SaveAsync(key, configuration, result, cancellation, kept);
    }

    /// <summary>What a run stored of a mover; null where none did on this data.</summary>
    public async Task<PublishedDrivers?> StoredAsync(Sector sector, Metric metric, CancellationToken cancellation)
    {
        var request = new DriverRequest(sector.Name, metric);
        await using var shelf = await HoldAsync(request, cancellation);
        return await shelf.FindAsync(KeyOf(request).Key, cancellation);
    }

    private (RunKey Key, Configuration Configuration) KeyOf(DriverRequest request)
    {
        var configuration = Configuration.Of(new
        {
            request.Sector,
            Metric = request.Metric.Name,
            request.Reference,
            request.Attributes,
            LeastConsumers = SmallCells.UsualLeast,
            reading.Options.Weighting,
        });
        return (new(PublishedDrivers.Kind, reading.Month, reading.Snapshot.Panel.DataVersion, configuration.Hash, ProgramVersion), configuration);
    }

    private Task<MoverShelf<PublishedDrivers>> HoldAsync(DriverRequest request, CancellationToken cancellation) =>
        MoverShelf.HoldAsync<PublishedDrivers>(database.Source, reading.Month, request.Sector, request.Metric.Name, cancellation);

    private async Task<PublishedDrivers> ComputeAsync(DriverRequest request, Sector sector, int seed, IProgress<double>? progress, CancellationToken cancellation)
    {
        var month = reading.Month;
        var chain = MetricChain.Of(request.Metric, reading.HasVisits(sector));
        var after = await reading.ReadAsync(sector, request.Metric, cancellation);
        var known = await reading.Snapshot.AttributesAsync(cancellation);
        if (known.Names.Count == 0)
            throw new NothingToComputeException("the data has no attributes of its consumers: there is nothing to rank");
        MonthReading.CheckKnown(request.Attributes ?? [], known);
        var reference = request.Reference is { } asked ? reading.Earlier(asked, "a month, 1, 2, 3 or 12") : reading.UsualReference();
        var before = await reading.ReadAsync(sector, reference, cancellation);
        var attributes = (request.Attributes ?? known.Names).Select(name => known.At(name, month)).ToArray();
        var what = $"{request.Metric} of {sector} in {month} against {reference}";
        var change = MetricChange.Of(request.Metric, chain, before, after, attributes, SmallCells.UsualLeast)
            ?? throw new NothingToComputeException($"{what}: its denominator is zero for the consumers of both months");
        Check(what, change.Consumers);
        var options = DriverOptions.Default with { Seed = seed, MinConsumers = SmallCells.UsualLeast };
        var ranked = await Task.Run(() => DriverRanking.Of(change.Consumers, options, progress, cancellation), cancellation);
        var (notes, season) = (new List<string>(), (month - reference) % 12 != 0);
        if (request.Reference is null && season)
            notes.Add($"against {reference}: the data does not reach 12 months back");
        if (season)
            notes.Add($"includes season: {reference} is another time of the year than {month}");
        if (change.Panel.Joined is null)
            notes.Add("who joined and left is not told apart: they are too few");
        return new()
        {
            Month = month.ToString(),
            Sector = sector.Name,
            Metric = request.Metric.Name,
            Reference = reference.ToString(),
            IncludesSeason = season,
            LeastConsumers = SmallCells.UsualLeast,
            Notes = notes,
            Panel = change.Panel,
            Ranked = ranked,
        };
    }

    private static void Check(string what, AttributedChanges changes)
    {
        var count = changes.Change.Count;
        if (count < AttributedChanges.LeastConsumers)
            throw new NothingToComputeException($"{what}: expected {AttributedChanges.LeastConsumers} consumers or more in both months, got {count}");
        if (changes.Sizes!.Aggregate(default(CellSizes), (sum, size) => sum + size).IsSmall(SmallCells.UsualLeast))
            throw new NothingToComputeException($"{what}: refused, it would tell of fewer than {SmallCells.UsualLeast} consumers");
    }
}
