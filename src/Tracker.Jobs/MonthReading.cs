using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using Tracker.Core.Movers;
using Tracker.Core.Panel;
using Tracker.Storage;
using Tracker.Storage.Results;
using Tracker.Storage.Rollup;

namespace Tracker.Jobs;

/// <summary>A complete month on one reading of the data: what every question about it needs, and the errors of what is not there.</summary>
internal sealed class MonthReading : IAsyncDisposable
{
    private const double Tolerance = 1e-9;

    /// <summary>Of a panel, by month, in the weights that are usual.</summary>
    private static readonly ConditionalWeakTable<PanelHistory, ConcurrentDictionary<Month, IReadOnlyList<MetricSeries>>> KnownSeries = [];

    /// <param name="snapshot">The data; it is closed with the reading.</param>
    /// <param name="month">A complete month of the panel.</param>
    /// <param name="options">How it was scored.</param>
    public MonthReading(ConsumerSnapshot snapshot, Month month, ScoringOptions options)
    {
        (Snapshot, Month, Options) = (snapshot, month, options);
        Weighting = options.Weighting ?? (History.Targets is { } targets ? Weighting.To(targets) : Weighting.OfMonth(History.Months[month - History.First]));
    }

    public ConsumerSnapshot Snapshot { get; }

    public Month Month { get; }

    public ScoringOptions Options { get; }

    public Weighting Weighting { get; }

    public PanelHistory History => Snapshot.Panel.History;

    /// <summary>All series to the month; made once a panel, for it takes longer than a question.</summary>
    public IReadOnlyList<MetricSeries> Series => Options.Weighting is null
        ? KnownSeries.GetOrCreateValue(History).GetOrAdd(Month, _ => MetricSeries.Of(History, Weighting, Month).Series)
        : MetricSeries.Of(History, Weighting, Month).Series;

    /// <summary>A month as it is now, with what is published of it.</summary>
    /// <param name="database">Where the panel is.</param>
    /// <param name="month">Null for the last published month, else the last complete one.</param>
    /// <param name="notes">Told each step.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="NothingToComputeException">No data, or not this month.</exception>
    public static Task<(MonthReading Reading, IReadOnlyList<PublishedMover> Movers)> OpenAsync(
        TrackerDatabase database, Month? month, IProgress<string>? notes, CancellationToken cancellation) =>
        OpenAsync(database, month, () => ComputeMonth.ReadAsync(database, notes, cancellation), cancellation);

    /// <inheritdoc cref="OpenAsync(TrackerDatabase, Month?, IProgress{string}?, CancellationToken)"/>
    /// <param name="read">Reads the panel, or has it already.</param>
    public static async Task<(MonthReading Reading, IReadOnlyList<PublishedMover> Movers)> OpenAsync(
        TrackerDatabase database, Month? month, Func<Task<PanelData>> read, CancellationToken cancellation)
    {
        while (true)
        {
            var panel = await read();
            var published = await PublishedMovers.ReadAsync(database.Source, month, cancellation);
            var complete = ComputeMonth.Complete(panel, month ?? published?.Run.Month ?? ComputeMonth.LastComplete(panel));
            if (await ConsumerSnapshot.OpenAsync(database.Source, panel, cancellation) is { } snapshot)
                return (new(snapshot, complete, ScoringOptions.Default), published?.Movers ?? []);
        }
    }

    /// <summary>The month of a run, with its movers; null where the data has changed since.</summary>
    /// <param name="database">Where the panel is.</param>
    /// <param name="panel">The newest.</param>
    /// <param name="run">Done.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async Task<(MonthReading Reading, IReadOnlyList<PublishedMover> Movers)?> OfRunAsync(
        TrackerDatabase database, PanelData panel, Run run, CancellationToken cancellation)
    {
        var movers = (await PublishedMovers.OfRunAsync(database.Source, run, cancellation)).Movers;
        return panel.DataVersion == run.DataVersion && await ConsumerSnapshot.OpenAsync(database.Source, panel, cancellation) is { } snapshot
            ? (new(snapshot, run.Month, ScoringOptions.Default), movers)
            : null;
    }

    /// <inheritdoc cref="ConsumerReader.ReadAsync"/>
    public Task<ConsumerMonth> ReadAsync(Sector sector, Month of, CancellationToken cancellation) => Snapshot.ReadAsync(sector, of, Weighting, cancellation);

    /// <summary>The consumers of the month, who add up to its metric.</summary>
    /// <exception cref="NothingToComputeException">They do not, or the metric has no value.</exception>
    public async Task<ConsumerMonth> ReadAsync(Sector sector, Metric metric, CancellationToken cancellation)
    {
        var consumers = await ReadAsync(sector, Month, cancellation);
        var sum = Sum(metric.Numerator) / (metric.Denominator is { } denominator ? Sum(denominator) : 1);
        var actual = Actual(metric, sector);
        if (double.IsNaN(actual))
            throw new NothingToComputeException($"{metric} of {sector} in {Month}: its denominator is zero");
        if (!Agrees(sum, actual))
            throw new NothingToComputeException(string.Create(CultureInfo.InvariantCulture, $"{metric} of {sector} in {Month} is {actual}, its consumers add up to {sum}: they are not all stored"));
        return consumers;

        double Sum(Measure measure)
        {
            var total = 0.0;
            for (var i = 0; i < consumers.Weights.Length; i++)
                total += consumers.Weights[i] * consumers.Cells[i].Of(measure);
            return total;
        }
    }

    /// <exception cref="NothingToComputeException">The panel does not have it.</exception>
    public Sector SectorOf(string name) => History.Sectors.Any(sector => sector.Name == name)
        ? new(name)
        : throw new NothingToComputeException($"sector {name}: expected one of {string.Join(", ", History.Sectors)}");

    /// <summary>Whether the sector ever had a visit that was no purchase.</summary>
    public bool HasVisits(Sector sector)
    {
        var at = IndexOf(sector);
        return History.Months.TakeWhile(one => one.Month <= Month).Any(one => one.BySector[at].Visits > one.BySector[at].Purchases);
    }

    /// <summary>The metric in the month; NaN where its denominator is zero.</summary>
    public double Actual(Metric metric, Sector sector)
    {
        var panelMonth = History.Months[Month - History.First];
        return MetricValue.Of(metric, WeightedMeasures.Of(panelMonth, IndexOf(sector), Weighting.Of(panelMonth))).Value;
    }

    /// <summary>A month before, named as yyyy-MM or as so many back.</summary>
    /// <param name="text">Of a request.</param>
    /// <param name="expected">What may be named, for the message.</param>
    /// <exception cref="NothingToComputeException">It is neither, or the panel does not have it.</exception>
    public Month Earlier(string text, string expected)
    {
        if (Month.TryParse(text, out var named))
            return Earlier(named);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var back) && back is 1 or 2 or 3 or 12
            ? Earlier(Month - back)
            : throw new NothingToComputeException($"reference {text}: expected {expected}");
    }

    /// <summary>12 back where the panel has it, else the month before.</summary>
    /// <exception cref="NothingToComputeException">There is none.</exception>
    public Month UsualReference() =>
        Month - 12 >= History.First + MetricSeries.IncompleteMonths ? Month - 12
        : Month > History.First ? Month - 1
        : throw new NothingToComputeException($"{Month} is the first month of the data: there is nothing to compare it with");

    /// <exception cref="NothingToComputeException">No consumer ever had one of them.</exception>
    public static void CheckKnown(IReadOnlyList<string> attributes, AttributeHistory known)
    {
        if (attributes.FirstOrDefault(name => !known.Names.Contains(name)) is { } unknown)
            throw new NothingToComputeException($"attribute {unknown}: expected some of {(known.Names.Count == 0 ? "none, the data has no attributes" : string.Join(", ", known.Names))}");
    }

    public static bool Agrees(double left, double right) => Math.Abs(left - right) <= Tolerance * Math.Max(Math.Abs(left), Math.Abs(right));

    public ValueTask DisposeAsync() => Snapshot.DisposeAsync();

    private int IndexOf(Sector sector) => Enumerable.Range(0, History.Sectors.Count).First(i => History.Sectors[i] == sector);

    private Month Earlier(Month reference) => reference >= History.First && reference < Month
        ? reference
        : throw new NothingToComputeException($"reference {reference}: expected a month of the data before {Month}, {History.First} to {Month - 1}");
}
