using Tracker.Core.Daily;
using Tracker.Core.Panel;
using Tracker.Storage;
using Tracker.Storage.Reports;
using Tracker.Storage.Rollup;

namespace Tracker.Api.Series;

/// <summary>All series up to the last complete month.</summary>
/// <param name="Last">That month.</param>
/// <param name="Left">Those that are not applicable.</param>
/// <param name="Days">The same panel to its last day; null where there are too few.</param>
internal sealed record PanelSeries(Month Last, IReadOnlyList<MetricSeries> Series, IReadOnlyList<NotApplicable> Left, DailyHistory? Days);

/// <summary>The series of the newest data, read once a version of it.</summary>
internal sealed class PanelCache(TrackerDatabase database) : IDisposable
{
    private readonly SemaphoreSlim reading = new(1);
    private (string Data, PanelSeries? Panel)? held;

    /// <summary>Null where nothing was loaded, or no month is complete.</summary>
    /// <param name="data">As <see cref="DataState.Data"/> says: annotations and answers leave it as it is.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<PanelSeries?> ReadAsync(string data, CancellationToken cancellation)
    {
        await reading.WaitAsync(cancellation);
        try
        {
            if (held?.Data != data)
                held = (data, Of(await PanelReader.ReadAsync(database.Source, cancellation)));
            return held.Value.Panel;
        }
        finally
        {
            reading.Release();
        }
    }

    public void Dispose() => reading.Dispose();

    private static PanelSeries? Of(PanelData? panel)
    {
        if (panel?.LastComplete is not { } last)
            return null;
        var history = panel.History with { Daily = null }; // the calendar of months to come is not known here
        var weighting = history.Targets is { } targets ? Weighting.To(targets) : Weighting.OfMonth(history.Months[last - history.First]);
        var (series, left) = MetricSeries.Of(history, weighting, last);
        var days = panel.History.Daily is { } daily ? panel.History.DaysTo(daily.Sectors[0].Spend.End.AddDays(-1)) : null;
        return new(last, series, left, days);
    }
}
