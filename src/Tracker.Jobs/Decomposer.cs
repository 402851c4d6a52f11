using Tracker.Core.Decomposition;
using Tracker.Core.Panel;
using Tracker.Storage;
using Tracker.Storage.Results;
using Driver = Tracker.Core.Drivers.Driver;

namespace Tracker.Jobs;

/// <summary>Answers requests about one month on one reading of the data.</summary>
internal sealed class Decomposer
{
    private readonly TrackerDatabase database;
    private readonly MonthReading reading;
    private readonly IReadOnlyList<PublishedMover> movers;
    private readonly ExpectedDecomposition expected;

    /// <param name="database">Where answers go.</param>
    /// <param name="reading">The month.</param>
    /// <param name="movers">Those that are published of the month; none where it is not.</param>
    public Decomposer(TrackerDatabase database, MonthReading reading, IReadOnlyList<PublishedMover> movers) =>
        (this.database, this.reading, this.movers, expected) = (database, reading, movers, new(reading));

    /// <summary>The assemblies whose code decides the answer.</summary>
    private static string ProgramVersion { get; } =
        CodeVersion.Of(typeof(ChangeSplit).Assembly, typeof(PublishedDecomposition).Assembly, typeof(Decomposer).Assembly);

    /// <param name="request">What is asked.</param>
    /// <param name="notes">Told each step.</param>
    /// <param name="cancellation">Ends the computation; nothing is stored.</param>
    /// <param name="kept">Told the number of the answer that is stored; null where nobody is.</param>
    /// <exception cref="NothingToComputeException">The data does not have it, or it would tell of too few.</exception>
    public async Task<PublishedDecomposition> OfAsync(DecomposeRequest request, IProgress<string>? notes, CancellationToken cancellation, Kept? kept = null)
    {
        var sector = reading.SectorOf(request.Sector);
        var mover = movers.FirstOrDefault(one => one.Sector == sector.Name && one.Metric == request.Metric.Name);
        var drivers = request.Attributes is null ? await DriversAsync(sector, request.Metric, cancellation) : [];
        var configuration = Configuration.Of(new
        {
            request.Sector,
            Metric = request.Metric.Name,
            request.Reference,
            request.AlongTime,
            request.Attributes,
            Drivers = drivers,
            request.LeastConsumers,
            Draws = PairedBootstrap.UsualDraws,
            Mover = mover is null ? null : new { mover.Cii, mover.Q, mover.Actual, mover.Forecast, mover.Common, mover.Own },
            Scoring = reading.Options,
        });
        var key = new RunKey(PublishedDecomposition.Kind, reading.Month, reading.Snapshot.Panel.DataVersion, configuration.Hash, ProgramVersion);
        await using var shelf = await MoverShelf.HoldAsync<PublishedDecomposition>(database.Source, reading.Month, sector.Name, request.Metric.Name, cancellation);
        if (await shelf.FindAsync(key, cancellation, kept) is { } stored)
            return stored;
        notes?.Report($"decomposing {request.Metric} of {sector} in {reading.Month}");
        var work = await WorkAsync(request, sector, mover, drivers, request.IsPublished ? await shelf.AllAsync(cancellation) : [], (ulong)key.Seed, cancellation);
        var result = await AnswerAsync(work, cancellation);
        return request.IsPublished ? await shelf.SaveAsync(key, configuration, result, cancellation, kept) : result;
    }

    /// <summary>The stored drivers of the metric, the first first, one of those that say the same; none where nothing explains it or nobody asked.</summary>
    private async Task<IReadOnlyList<AttributeStrength>> DriversAsync(Sector sector, Metric metric, CancellationToken cancellation)
    {
        var chosen = new List<Driver>();
        foreach (var driver in (await new DriverRanker(database, reading).StoredAsync(sector, metric, cancellation))?.Ranked.Drivers ?? [])
        {
            if (driver.Passes && !chosen.Any(one => one.SameAs.Contains(driver.Attribute)))
                chosen.Add(driver);
        }

        return [.. chosen.Select(driver => new AttributeStrength(driver.Attribute, driver.EpsilonSquared))];
    }

    private async Task<DecomposeWork> WorkAsync(
        DecomposeRequest request,
        Sector sector,
        PublishedMover? mover,
        IReadOnlyList<AttributeStrength> drivers,
        IReadOnlyList<PublishedDecomposition> earlier,
        ulong seed,
        CancellationToken cancellation)
    {
        var after = await reading.ReadAsync(sector, request.Metric, cancellation);
        var known = await reading.Snapshot.AttributesAsync(cancellation);
        CheckAttributes(request.Attributes);
        return new()
        {
            Request = request,
            Sector = sector,
            Mover = mover,
            Earlier = earlier,
            Question = new()
            {
                Metric = request.Metric,
                Chain = MetricChain.Of(request.Metric, reading.HasVisits(sector)),
                After = after,
                Known = known.Names,
                Attribute = known.At,
                Asked = request.Attributes,
                Drivers = drivers,
                Earlier = [],
                Least = request.LeastConsumers,
                Seed = seed,
            },
        };

        void CheckAttributes(IReadOnlyList<string>? asked)
        {
            if (asked is { Count: < 1 or > AttributeSplit.MostAttributes })
                throw new NothingToComputeException($"{asked.Count} attributes: expected 1 to {AttributeSplit.MostAttributes}");
            MonthReading.CheckKnown(asked ?? [], known);
        }
    }

    private async Task<PublishedDecomposition> AnswerAsync(DecomposeWork work, CancellationToken cancellation)
    {
        var reference = DecomposeReference.Of(work, reading);
        if (reference is null)
        {
            if (await expected.OfAsync(work.Against(PublishedDecomposition.Expected), cancellation) is { } answer)
                return answer;
            const string Why = "nothing can be expected of it: its segments have no level in the months before, or its forecast is not above 0";
            if (work.Request.Reference is not null)
                throw new NothingToComputeException($"{work}: {Why}");
            reference = reading.UsualReference();
            work.Notes.Add($"against {reference}: {Why}");
        }

        var against = work.Against($"{reference}");
        return work.Request.AlongTime
            ? await MonthDecomposition.AlongTimeAsync(against, reading, reference.Value, cancellation)
            : await MonthDecomposition.OfAsync(against, reading, reference.Value, cancellation);
    }
}
