using System.Globalization;
using Tracker.Core.Decomposition;
using Tracker.Core.Forecasting;
using Tracker.Core.Panel;
using Tracker.Storage;
using Tracker.Storage.Results;
using Tracker.Storage.Rollup;
using Driver = Tracker.Core.Drivers.Driver;

namespace Tracker.Jobs;

/// <summary>Answers requests about one month on one reading of the data.</summary>
internal sealed class Decomposer
{
    /// <summary>Months before, of which the latest 24 are split against what was expected of them, each by 15 before it.</summary>
    private const int HistoryMonths = ExpectationSpread.MostMonths + SeasonMonths;

    /// <summary>With fewer, last year's movement is not known, and what was expected has no season.</summary>
    private const int SeasonMonths = 12 + Expectation.LevelMonths;

    /// <summary>Segments × base cells that an audit takes: its time grows with both, to about ten seconds here.</summary>
    private const int MostAudited = 400_000;

    /// <summary>Relative to the larger total.</summary>
    private const double Rounding = 1e-12;

    private readonly TrackerDatabase database;
    private readonly MonthReading reading;
    private readonly Month month;
    private readonly IReadOnlyList<PublishedMover> movers;
    private readonly PanelHistory history;
    private IReadOnlyList<MetricSeries>? series;

    /// <param name="database">Where answers go.</param>
    /// <param name="reading">The month.</param>
    /// <param name="movers">Those that are published of the month; none where it is not.</param>
    public Decomposer(TrackerDatabase database, MonthReading reading, IReadOnlyList<PublishedMover> movers) =>
        (this.database, this.reading, month, this.movers, history) = (database, reading, reading.Month, movers, reading.History);

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
            request.Attributes,
            Drivers = drivers,
            request.LeastConsumers,
            Draws = PairedBootstrap.UsualDraws,
            Mover = mover is null ? null : new { mover.Cii, mover.Q, mover.Actual, mover.Forecast, mover.Common, mover.Own },
            Scoring = reading.Options,
        });
        var key = new RunKey(PublishedDecomposition.Kind, month, reading.Snapshot.Panel.DataVersion, configuration.Hash, ProgramVersion);
        await using var shelf = await MoverShelf.HoldAsync<PublishedDecomposition>(database.Source, month, sector.Name, request.Metric.Name, cancellation);
        if (await shelf.FindAsync(key, cancellation, kept) is { } stored)
            return stored;
        notes?.Report($"decomposing {request.Metric} of {sector} in {month}");
        var earlier = request.LeastConsumers < SmallCells.UsualLeast ? [] : await shelf.AllAsync(cancellation);
        var result = await ComputeAsync(request, sector, mover, drivers, earlier, (ulong)key.Seed, cancellation);
        return request.LeastConsumers < SmallCells.UsualLeast ? result : await shelf.SaveAsync(key, configuration, result, cancellation, kept);
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

    private async Task<PublishedDecomposition> ComputeAsync(
        DecomposeRequest request, Sector sector, PublishedMover? mover, IReadOnlyList<AttributeStrength> drivers, IReadOnlyList<PublishedDecomposition> earlier, ulong seed,
        CancellationToken cancellation)
    {
        var chain = MetricChain.Of(request.Metric, reading.HasVisits(sector));
        var after = await reading.ReadAsync(sector, request.Metric, cancellation);
        var known = await reading.Snapshot.AttributesAsync(cancellation);
        CheckAttributes(request.Attributes, known);
        var notes = new List<string>();
        var reference = ReferenceOf(request, mover, notes);
        var work = new Work(request, sector, chain, after, known, drivers, earlier, seed, notes);
        if (reference is null)
        {
            var expected = await AgainstExpectedAsync(work, mover!, cancellation);
            if (expected is not null)
                return expected;
            const string Why = "nothing can be expected of it: its segments have no level in the months before, or its forecast is not above 0";
            if (request.Reference is not null)
                throw new NothingToComputeException($"{request.Metric} of {sector} in {month}: {Why}");
            reference = reading.UsualReference();
            notes.Add($"against {reference}: {Why}");
        }

        return await AgainstMonthAsync(work, reference.Value, cancellation);
    }

    /// <summary>All that the ways of a request have in common.</summary>
    private sealed record Work(
        DecomposeRequest Request, Sector Sector, MetricChain Chain, ConsumerMonth After, AttributeHistory Known,
        IReadOnlyList<AttributeStrength> Drivers, IReadOnlyList<PublishedDecomposition> Earlier, ulong Seed, List<string> Notes);

    /// <summary>The segments that are shown, and how many were merged.</summary>
    private sealed record Shown(Segmentation Segments, int[] Rows, int Count, bool[] Merged, int[] OfAfter, int[][] OfBefore, IReadOnlyList<SegmentKey> Keys)
    {
        public string ChosenBy { get; init; } = "asked";
    }

    private async Task<PublishedDecomposition> AgainstMonthAsync(Work work, Month reference, CancellationToken cancellation)
    {
        var before = await reading.ReadAsync(work.Sector, reference, cancellation);
        var shown = ShownOf(work, [before], before, $"{reference}");
        var consumers = new ConsumerChanges
        {
            Segments = shown.Count,
            SegmentBefore = SegmentTables.Through(shown.OfBefore[0], shown.Rows),
            SegmentAfter = SegmentTables.Through(shown.OfAfter, shown.Rows),
            Before = SegmentTables.Amounts(work.Chain, before),
            After = SegmentTables.Amounts(work.Chain, work.After),
        };
        var first = SegmentTables.Sums([.. consumers.Before], [.. consumers.SegmentBefore], shown.Count);
        var second = SegmentTables.Sums([.. consumers.After], [.. consumers.SegmentAfter], shown.Count);
        CheckDenominator(work, reference, first);
        CheckDenominator(work, month, second);
        var table = Table(work, shown, first, second);
        var split = WithoutRounding(ChangeSplit.Of(table));
        var draws = PairedBootstrap.Draw(consumers, PairedBootstrap.UsualDraws, work.Seed, cancellation);
        var intervals = PairedBootstrap.Intervals(split, table, ToPopulation(work.Chain, draws, first, second));
        var season = (month - reference) % 12 != 0;
        if (season)
            work.Notes.Add($"includes season: {reference} is another time of the year than {month}");
        if (intervals is null)
            work.Notes.Add("no interval: most draws of the consumers have nothing to divide by");
        var flow = FlowEffects.Of(work.Chain, before, work.After, consumers, work.Request.LeastConsumers);
        if (flow is not null)
            flow = flow with { Scale = split.Scale };
        else
            work.Notes.Add("who joined and left is not told apart: they are too few");
        return Published(work, shown, $"{reference}", season, intervals?.Decomposition ?? split, intervals, chain: null, flow);
    }

    private async Task<PublishedDecomposition?> AgainstExpectedAsync(Work work, PublishedMover mover, CancellationToken cancellation)
    {
        var start = Later(history.First + MetricSeries.IncompleteMonths, month - HistoryMonths);
        var past = new List<ConsumerMonth>();
        for (var at = start; at < month; at += 1)
            past.Add(await reading.ReadAsync(work.Sector, at, cancellation));
        if (past.Count == 0)
            return null;
        var compare = past[Math.Max(0, past.Count - 12)];
        var shown = ShownOf(work, [.. past.TakeLast(Expectation.LevelMonths)], compare, PublishedDecomposition.Expected);
        var months = past.Select(one => History(work, shown, one)).ToArray();
        var second = Sums(work, shown, work.After);
        CheckDenominator(work, month, second);
        var people = second.Sum(sums => sums[0]);
        if (Expectation.Of(work.Chain, months, mover.Forecast, people) is not { } expected)
            return null;
        var table = Table(work, shown, expected, second);
        var split = WithoutRounding(ChangeSplit.Of(table));
        var spread = SpreadOf(work, months);
        DecompositionIntervals? intervals = null;
        if (spread is null)
            work.Notes.Add($"no interval: expected {ExpectationSpread.LeastMonths} past months with a forecast");
        else if (PairedBootstrap.Intervals(split, table, Draws(work, shown, expected, second, cancellation)) is { } drawn)
            intervals = spread.Widen(drawn, [.. table.Rows.Select(row => row.Key)]);
        var chain = ImpactChain.Of(mover.Cii, mover.Q, mover.Actual, mover.Forecast, mover.Common, mover.Own, split);
        return Published(work, shown, PublishedDecomposition.Expected, season: false, intervals?.Decomposition ?? split, intervals, chain, flow: null);
    }

    /// <summary>Draws of the actual month; what was expected stays what it is, for its own error is in the spread.</summary>
    private static double[][] Draws(Work work, Shown shown, double[][] expected, double[][] after, CancellationToken cancellation)
    {
        var amounts = SegmentTables.Amounts(work.Chain, work.After);
        var consumers = new ConsumerChanges
        {
            Segments = shown.Count,
            SegmentBefore = [.. shown.OfAfter.Select(_ => Segmentation.Absent)],
            SegmentAfter = SegmentTables.Through(shown.OfAfter, shown.Rows),
            Before = [.. amounts.Select(column => new double[column.Length])],
            After = amounts,
        };
        var draws = PairedBootstrap.Draw(consumers, PairedBootstrap.UsualDraws, work.Seed, cancellation);
        foreach (var draw in draws)
        {
            for (var row = 0; row < expected.Length; row++)
                expected[row].CopyTo(draw, 2 * amounts.Length * row);
        }

        return ToPopulation(work.Chain, draws, expected, after);
    }

    /// <summary>The draws of a total with as many people in each month as there are: weights make the panel stand for the population, whoever is drawn.</summary>
    private static double[][] ToPopulation(MetricChain chain, double[][] draws, double[][] before, double[][] after)
    {
        if (!chain.IsTotal)
            return draws;
        var width = chain.Columns.Count;
        foreach (var draw in draws)
        {
            Scale(draw, 0, before.Sum(row => row[0]));
            Scale(draw, width, after.Sum(row => row[0]));
        }

        return draws;

        void Scale(double[] draw, int start, double people)
        {
            var drawn = 0.0;
            for (var at = start; at < draw.Length; at += 2 * width)
                drawn += draw[at];
            if (!(drawn > 0))
                return;
            for (var row = start; row < draw.Length; row += 2 * width)
            {
                for (var column = 0; column < width; column++)
                    draw[row + column] *= people / drawn;
            }
        }
    }

    /// <summary>The same number of people is not quite the same as a sum of weights; what that leaves as scale goes to the residual.</summary>
    private static ChangeDecomposition WithoutRounding(ChangeDecomposition split) =>
        Math.Abs(split.Scale) <= Rounding * Math.Max(Math.Abs(split.Before), Math.Abs(split.After)) ? split with { Scale = 0 } : split;

    /// <summary>The segments of the request that may be shown: the attributes asked for, or as many of the strongest as can be.</summary>
    private Shown ShownOf(Work work, IReadOnlyList<ConsumerMonth> before, ConsumerMonth compare, string reference)
    {
        var segmented = new SegmentedMover { After = work.After, Before = before, Attribute = work.Known.At, Chain = work.Chain };
        if (work.Request.Attributes is { } asked)
            return Safe(work, segmented, asked, reference) ?? throw Refused(work, asked);
        var columns = work.Known.Names.Select(name => work.Known.At(name, month)).ToArray();
        var contributors = segmented.By([]).Sizes.Sum(size => size.After.Contributors);
        var chosen = Choose(work.Drivers);
        var chosenBy = chosen.Count > 0 ? "drivers" : "strength";
        if (chosen.Count == 0)
            chosen = Choose(AttributeStrength.Ranked(work.Request.Metric, compare, work.After, columns));
        for (var count = chosen.Count; count >= 0; count--)
        {
            if (Safe(work, segmented, [.. chosen.Take(count)], reference) is { } shown)
                return shown with { ChosenBy = chosenBy };
        }

        throw Refused(work, []);

        IReadOnlyList<string> Choose(IReadOnlyList<AttributeStrength> ranked) => AttributeStrength.Choose(ranked, columns, work.After, contributors);
    }

    private static Shown? Safe(Work work, SegmentedMover segmented, IReadOnlyList<string> attributes, string reference)
    {
        var least = work.Request.LeastConsumers;
        var (segments, sizes, ofAfter, ofBefore) = segmented.By(attributes);
        bool[]? merged;
        if (least < SmallCells.UsualLeast)
        {
            merged = SmallCells.Merged(sizes, segments.Keys, least);
        }
        else
        {
            var earlier = work.Earlier.Where(one => one.Decomposition.Attributes.All(name => work.Known.Names.Contains(name))).ToArray();
            if (Published(segmented, segments, sizes, earlier, reference) is not var (cells, tables, elsewhere, wanted))
            {
                return work.Request.Attributes is null ? null : throw new NothingToComputeException(
                    $"by {string.Join(", ", attributes)}: refused, its {segments.Keys.Count} segments beside the stored results are too many to audit; expected fewer attributes");
            }

            var strict = least == SmallCells.UsualLeast ? null : SmallCells.Merged(sizes, segments.Keys, least);
            if (least > SmallCells.UsualLeast && strict is null)
                return null;
            merged = SafeRequest.Of(cells, segments.Keys, wanted, tables, SmallCells.UsualLeast, elsewhere, strict)?.Merged.ToArray();
        }

        if (merged is null)
            return null;
        var rows = SegmentTables.Rows(merged);
        return new(segments, rows, rows.Max() + 1, merged, ofAfter, ofBefore, segments.Keys);
    }

    /// <summary>The base cells of the request and of all results before, and what each of those shows of them; null where they are too many.</summary>
    private static (CellSizes[] Cells, List<PublishedTable> Tables, List<PublishedTable> Elsewhere, int[] Wanted)? Published(
        SegmentedMover segmented, Segmentation segments, CellSizes[] sizes, PublishedDecomposition[] earlier, string reference)
    {
        string[] names = [.. segments.Attributes.Concat(earlier.SelectMany(one => one.Decomposition.Attributes)).Distinct()];
        var (keys, cells) = (segments.Keys, sizes);
        if (names.Length > segments.Attributes.Count)
        {
            var (all, allSizes, _, _) = segmented.By(names);
            (keys, cells) = (all.Keys, allSizes);
        }

        if (earlier.Length > 0 && (long)segments.Keys.Count * cells.Length > MostAudited)
            return null;

        var (tables, elsewhere) = (new List<PublishedTable>(), new List<PublishedTable>());
        foreach (var one in earlier)
        {
            var shown = one.Decomposition.Segments.Where(part => part.Status != SegmentStatus.Other).Select(part => part.Segment).ToHashSet();
            var (of, found) = Project(one.Decomposition.Attributes);
            var table = new PublishedTable(of, [.. found.Select(key => !shown.Contains(key))]);
            var here = one.Reference == reference;
            // An answer on older data may show what has become small since; it cannot be taken back, and does not speak against new ones.
            if (DisclosureAudit.Recovered(here ? cells : [.. cells.Select(cell => cell with { Before = default })], [.. here ? tables : [.. tables, .. elsewhere], table]) is null)
                (here ? tables : elsewhere).Add(table);
        }

        return (cells, tables, elsewhere, Project(segments.Attributes, segments.Keys).Of);

        (int[] Of, IReadOnlyList<SegmentKey> Keys) Project(IReadOnlyList<string> attributes, IReadOnlyList<SegmentKey>? known = null)
        {
            var places = attributes.Select(name => Array.IndexOf(names, name)).ToArray();
            var numbers = new Dictionary<SegmentKey, int>();
            foreach (var key in known ?? [])
                numbers.Add(key, numbers.Count);
            var of = new int[keys.Count];
            for (var cell = 0; cell < of.Length; cell++)
            {
                var key = new SegmentKey([.. places.Select(place => keys[cell].Values[place])]);
                if (!numbers.TryGetValue(key, out of[cell]))
                    numbers.Add(key, of[cell] = numbers.Count);
            }

            return (of, [.. numbers.OrderBy(pair => pair.Value).Select(pair => pair.Key)]);
        }
    }

    private PublishedDecomposition Published(
        Work work, Shown shown, string reference, bool season, ChangeDecomposition split, DecompositionIntervals? intervals, ImpactChain? chain, FlowEffects? flow)
    {
        var merged = shown.Merged.Count(one => one);
        if (merged > 0)
            work.Notes.Add(string.Create(CultureInfo.InvariantCulture, $"{merged} of {shown.Merged.Length} segments are too small to be shown and stand in other"));
        if (work.Request.LeastConsumers < SmallCells.UsualLeast)
            work.Notes.Add($"not for publication: segments of fewer than {SmallCells.UsualLeast} consumers are shown");
        var against = reference == PublishedDecomposition.Expected ? "what was expected" : reference;
        return new()
        {
            Month = month.ToString(),
            Sector = work.Sector.Name,
            Metric = work.Request.Metric.Name,
            Reference = reference,
            IncludesSeason = season,
            ChosenBy = shown.ChosenBy,
            LeastConsumers = work.Request.LeastConsumers,
            Merged = merged,
            Words = ChangeSentence.Of(split, $"{work.Request.Metric} of {work.Sector} in {month}, against {against},"),
            Notes = work.Notes,
            Chain = chain,
            Decomposition = split,
            Scale = intervals?.Scale,
            Structural = intervals?.Structural,
            Behavioural = intervals?.Behavioural,
            Flow = flow,
        };
    }

    private static SegmentTable Table(Work work, Shown shown, double[][] before, double[][] after)
    {
        var keys = new SegmentKey[shown.Count];
        for (var segment = 0; segment < shown.Merged.Length; segment++)
        {
            if (!shown.Merged[segment])
                keys[shown.Rows[segment]] = shown.Keys[segment];
        }

        var other = shown.Merged.Contains(true);
        if (other)
            keys[^1] = SegmentKey.OtherOf(shown.Segments.Attributes.Count, keys[..^1]);
        return new(shown.Segments.Attributes, work.Chain, [.. keys.Select((key, i) => new SegmentRow(key, before[i], after[i], other && i == keys.Length - 1))]);
    }

    /// <summary>A past month by the rows that are shown; consumers of segments that are nowhere now are left out.</summary>
    private static SegmentMonth[] History(Work work, Shown shown, ConsumerMonth past)
    {
        var rows = RowsIn(work, shown, past);
        var sums = SegmentTables.Sums(SegmentTables.Amounts(work.Chain, past), rows, shown.Count);
        var consumers = new int[shown.Count];
        foreach (var row in rows.Where(row => row >= 0))
            consumers[row]++;
        return [.. sums.Select((one, i) => new SegmentMonth(one, consumers[i]))];
    }

    private static double[][] Sums(Work work, Shown shown, ConsumerMonth of) =>
        SegmentTables.Sums(SegmentTables.Amounts(work.Chain, of), RowsIn(work, shown, of), shown.Count);

    private static int[] RowsIn(Work work, Shown shown, ConsumerMonth of)
    {
        var count = shown.Rows.Length; // segments that are met later are beyond it
        var segments = shown.Segments.Of(of, [.. shown.Segments.Attributes.Select(name => work.Known.At(name, of.Month))]);
        return [.. segments.Select(segment => segment >= 0 && segment < count ? shown.Rows[segment] : Segmentation.Absent)];
    }

    /// <summary>How far past months were from what was expected of them, by the one-step forecasts of the series.</summary>
    private ExpectationSpread? SpreadOf(Work work, SegmentMonth[][] months)
    {
        series ??= MetricSeries.Of(history, reading.Weighting, month).Series;
        var one = series.FirstOrDefault(one => one.Sector == work.Sector && one.Metric == work.Request.Metric);
        if (one is null || Combination.Forecast([.. one.ScaledFit], 1, reading.Options.Forecast) is not Forecast forecast)
            return null;
        var (forecasts, first) = (new double?[months.Length], month - months.Length);
        for (var i = 0; i < forecast.OneStep.Count; i++)
        {
            var target = forecast.OneStep.Targets[i];
            var at = one.Fitted.Start + target - first;
            if (at >= 0 && months[at].Sum(segment => segment.Sums[0]) > 0)
                forecasts[at] = one.Transform.Back(one.Transform.Forward(one.Fitted.Values[target]) - forecast.OneStep.Errors[i]);
        }

        return ExpectationSpread.Of(work.Chain, months, forecasts);
    }

    /// <summary>The reference month; null for what was expected.</summary>
    private Month? ReferenceOf(DecomposeRequest request, PublishedMover? mover, List<string> notes)
    {
        var published = mover is not null && MonthReading.Agrees(mover.Actual, reading.Actual(request.Metric, reading.SectorOf(request.Sector)));
        switch (request.Reference)
        {
            case null when published && month - history.First - MetricSeries.IncompleteMonths >= SeasonMonths:
                return null;
            case null:
                var usual = reading.UsualReference();
                notes.Add($"against {usual}: " + (published ? $"the history is shorter than {SeasonMonths} months" : $"{month} has no published forecast of it on this data (tracker run --month {month})"));
                return usual;
            case PublishedDecomposition.Expected:
                return published
                    ? null
                    : throw new NothingToComputeException($"{request.Metric} of {request.Sector} in {month} has no published forecast on this data: expected tracker run --month {month} before");
            case var text:
                return reading.Earlier(text, "a month, expected, 1, 2, 3 or 12");
        }
    }

    private static void CheckAttributes(IReadOnlyList<string>? asked, AttributeHistory known)
    {
        if (asked is null)
            return;
        if (asked.Count is < 1 or > AttributeSplit.MostAttributes)
            throw new NothingToComputeException($"{asked.Count} attributes: expected 1 to {AttributeSplit.MostAttributes}");
        MonthReading.CheckKnown(asked, known);
    }

    private static void CheckDenominator(Work work, Month of, double[][] sums)
    {
        if (!(sums.Sum(row => row[0]) > 0))
            throw new NothingToComputeException($"{work.Request.Metric} of {work.Sector}: its denominator is zero in {of}");
    }

    private NothingToComputeException Refused(Work work, IReadOnlyList<string> attributes)
    {
        var by = attributes.Count == 0 ? "" : $" by {string.Join(", ", attributes)}";
        var before = work.Earlier.Select(one => string.Join(", ", one.Decomposition.Attributes)).Where(names => names.Length > 0).Distinct().ToArray();
        var beside = before.Length == 0 ? "" : $", alone or beside the stored results by {string.Join("; by ", before)}";
        return new($"{work.Request.Metric} of {work.Sector} in {month}{by}: refused, nothing but the total can be shown without telling of fewer than {work.Request.LeastConsumers} consumers{beside}");
    }

    private static Month Later(Month one, Month other) => one > other ? one : other;
}
