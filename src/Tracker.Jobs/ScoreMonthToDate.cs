using System.Globalization;
using Tracker.Core.Daily;
using Tracker.Core.Panel;
using Tracker.Storage;
using Tracker.Storage.Rollup;

namespace Tracker.Jobs;

/// <summary>Ranks the series of a month that is not over: reads the panel by day and scores it once. Nothing is saved.</summary>
public static class ScoreMonthToDate
{
    /// <param name="database">Where the panel is.</param>
    /// <param name="day">The last day that is read; null for the last with an event.</param>
    /// <param name="notes">Told each step.</param>
    /// <param name="cancellation">Ends the computation.</param>
    /// <returns>By rank; and what has no early signal.</returns>
    /// <exception cref="NothingToComputeException">No data, not to this day, or too few days before.</exception>
    public static async Task<(IReadOnlyList<EarlyMover> Movers, IReadOnlyList<NotApplicable> Absent)> RunAsync(
        TrackerDatabase database, DateOnly? day, IProgress<string>? notes, CancellationToken cancellation)
    {
        notes?.Report("reading the panel by day");
        var panel = await PanelReader.ReadAsync(database.Source, cancellation)
            ?? throw new NothingToComputeException("there is no data yet: expected a load, as by tracker ingest");
        return await RunAsync(panel, day ?? DailyPanel.Of(panel, null).Last, notes, cancellation);
    }

    /// <inheritdoc cref="RunAsync(TrackerDatabase, DateOnly?, IProgress{string}?, CancellationToken)"/>
    internal static async Task<(IReadOnlyList<EarlyMover> Movers, IReadOnlyList<NotApplicable> Absent)> RunAsync(
        PanelData data, DateOnly day, IProgress<string>? notes, CancellationToken cancellation)
    {
        var panel = DailyPanel.Of(data, day);
        if (panel.Sectors.Count == 0)
            throw new NothingToComputeException($"day {Text(day)}: expected a day of the data after its first months, which has {Text(panel.First)} to {Text(panel.Last)}");
        notes?.Report($"scoring {Month.Of(day)} to day {day.Day}: {panel.Sectors.Count} sectors");
        var (movers, absent) = await Task.Run(() => EarlySignal.Score(panel.Sectors, panel.Calendar, day, cancellation), cancellation);
        return movers.Count > 0
            ? (movers, absent)
            : throw new NothingToComputeException($"day {Text(day)}: no series has an early signal: {absent[0].Reason}");
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
