using Tracker.Core.Bought;
using Tracker.Core.Decomposition;
using Tracker.Core.Panel;
using Tracker.Storage;
using Tracker.Storage.Results;

namespace Tracker.Jobs;

/// <summary>Answers requests for what was bought in one month on one reading of the data.</summary>
/// <param name="database">Where answers go.</param>
/// <param name="reading">The month.</param>
internal sealed class BoughtRanker(TrackerDatabase database, MonthReading reading)
{
    /// <summary>The purchases of the sector that was asked of last: its metrics are often asked of one after the other.</summary>
    private readonly Dictionary<Month, SectorPurchases> held = [];
    private Sector? heldOf;

    /// <summary>The assemblies whose code decides the answer.</summary>
    private static string ProgramVersion { get; } =
        CodeVersion.Of(typeof(BoughtRanking).Assembly, typeof(PublishedBought).Assembly, typeof(BoughtRanker).Assembly);

    /// <param name="request">What is asked.</param>
    /// <param name="notes">Told each step.</param>
    /// <param name="cancellation">Ends the computation; nothing is stored.</param>
    /// <param name="kept">Told the number of the answer; null where nobody is.</param>
    /// <exception cref="NothingToComputeException">The data does not have it, or it would tell of too few.</exception>
    public async Task<PublishedBought> OfAsync(BoughtRequest request, IProgress<string>? notes, CancellationToken cancellation, Kept? kept = null)
    {
        var sector = reading.SectorOf(request.Sector);
        var configuration = Configuration.Of(new
        {
            request.Sector,
            Metric = request.Metric.Name,
            request.Reference,
            LeastConsumers = SmallCells.UsualLeast,
            reading.Options.Weighting,
        });
        var key = new RunKey(PublishedBought.Kind, reading.Month, reading.Snapshot.Panel.DataVersion, configuration.Hash, ProgramVersion);
        await using var shelf = await MoverShelf.HoldAsync<PublishedBought>(database.Source, reading.Month, sector.Name, request.Metric.Name, cancellation);
        if (await shelf.FindAsync(key, cancellation, kept) is { } stored)
            return stored;
        notes?.Report($"ranking what was bought when {request.Metric} of {sector} moved in {reading.Month}");
        return await shelf.SaveAsync(key, configuration, await ComputeAsync(request, sector, cancellation), cancellation, kept);
    }

    private async Task<PublishedBought> ComputeAsync(BoughtRequest request, Sector sector, CancellationToken cancellation)
    {
        var month = reading.Month;
        var reference = request.Reference is { } asked ? reading.Earlier(asked, "a month, 1, 2, 3 or 12") : reading.UsualReference();
        var (before, after) = (await ReadAsync(sector, reference, cancellation), await ReadAsync(sector, month, cancellation));
        var labels = await reading.Snapshot.LabelsAsync(before.Purchases.Concat(after.Purchases), cancellation);
        if (labels.Merchants.Count + labels.Brands.Count + labels.Products.Count == 0)
            throw new NothingToComputeException($"the data names no merchant, brand or product of what was bought in {sector}");
        var (items, shown) = Ranked(request, sector, before, after, labels);
        if (items.AnyPasses)
            items = ShareTrend.With(items, shown, await PastAsync(sector, cancellation), SmallCells.UsualLeast);
        return new()
        {
            Month = month.ToString(),
            Sector = sector.Name,
            Metric = request.Metric.Name,
            Reference = reference.ToString(),
            IncludesSeason = (month - reference) % 12 != 0,
            LeastConsumers = SmallCells.UsualLeast,
            Notes = [.. Notes(request, reference, labels)],
            Bought = items,
        };
    }

    private static (BoughtItems Items, ShownItems Shown) Ranked(
        BoughtRequest request, Sector sector, SectorPurchases before, SectorPurchases after, ItemLabels labels)
    {
        try
        {
            return BoughtRanking.Of(before, after, labels, request.Metric.Numerator == Measure.Spend, SmallCells.UsualLeast);
        }
        catch (ArgumentException error)
        {
            throw new NothingToComputeException($"what was bought in {sector} in {after.Month} against {before.Month}: {error.Message}", error);
        }
    }

    private IEnumerable<string> Notes(BoughtRequest request, Month reference, ItemLabels labels)
    {
        var season = (reading.Month - reference) % 12 != 0;
        if (request.Reference is null && season)
            yield return $"against {reference}: the data does not reach 12 months back";
        if (season)
            yield return $"includes season: {reference} is another time of the year than {reading.Month}";
        foreach (var (count, name) in new[] { (labels.Merchants.Count, "merchant"), (labels.Brands.Count, "brand"), (labels.Products.Count, "product") })
        {
            if (count == 0)
                yield return $"the data names no {name} of what was bought in {request.Sector}";
        }
    }

    private async Task<IReadOnlyList<SectorPurchases>> PastAsync(Sector sector, CancellationToken cancellation)
    {
        var past = new List<SectorPurchases>();
        for (var back = ShareTrend.Months; back > 0; back--)
        {
            if (reading.Month - back >= reading.History.First)
                past.Add(await ReadAsync(sector, reading.Month - back, cancellation));
        }

        return past;
    }

    private async Task<SectorPurchases> ReadAsync(Sector sector, Month month, CancellationToken cancellation)
    {
        if (heldOf != sector)
            held.Clear();
        heldOf = sector;
        if (!held.TryGetValue(month, out var purchases))
        {
            var weights = (await reading.ReadAsync(sector, month, cancellation)).Weights;
            held.Add(month, purchases = new(month, weights, await reading.Snapshot.PurchasesAsync(sector, month, cancellation)));
        }

        return purchases;
    }
}
