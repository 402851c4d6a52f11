using Microsoft.AspNetCore.Mvc;
using Tracker.Api.Answers;
using Tracker.Api.Movers;
using Tracker.Api.Series;
using Tracker.Core.Panel;
using Tracker.Storage;
using Tracker.Storage.Reports;
using Tracker.Storage.Results;

namespace Tracker.Api.Pages;

/// <summary>The movers of a month: the ranking, and what stands beside it.</summary>
internal sealed class MoversModel(TrackerDatabase database, MoverCache movers, PanelCache panels) : TrackerPage(database)
{
    private const int UsualRows = 20;
    private const int SparkMonths = 25;

    private Dictionary<(string, string), MetricSeries> series = [];

    public override string Section => "movers";

    public MoverFilter Filter { get; private set; } = new(null, null, null, null);

    /// <summary>Of the API's orders.</summary>
    public string Sort { get; private set; } = MoverOrder.Usual;

    /// <summary>The month's run, its sectors and what they share; null where the month has no run.</summary>
    public PublishedMonth? Published { get; private set; }

    /// <summary>The early signal of a month that is not over; null where there is none.</summary>
    public PublishedToDate? ToDate { get; private set; }

    /// <summary>The month after the last complete one, where the data has days of it.</summary>
    public MonthSummary? Unfinished => Months is [{ Complete: false } first, ..] ? first : null;

    /// <summary>All of the month, by rank.</summary>
    public IReadOnlyList<MoverRow> All { get; private set; } = [];

    /// <summary>Those that the filters take, in the order asked for.</summary>
    public IReadOnlyList<MoverRow> Taken { get; private set; } = [];

    /// <summary>Those of them that are shown.</summary>
    public IReadOnlyList<MoverRow> Rows { get; private set; } = [];

    public IReadOnlyDictionary<(string Sector, string Metric), Annotation> Verdicts { get; private set; } = new Dictionary<(string, string), Annotation>();

    /// <summary>The size of index that fills a bar.</summary>
    public double MostCii { get; private set; }

    public MoverMap Map { get; private set; } = MoverMap.Empty;

    public int Significant => All.Count(mover => mover.Significant);

    public async Task<IActionResult> OnGetAsync()
    {
        await ReadAsync();
        if (Published is null)
        {
            ToDate = await PublishedToDate.ReadAsync(Database.Source, Month, Cancelled);
            return Page();
        }

        var panel = await panels.ReadAsync((await LatestState.OfAsync(HttpContext)).Data, Cancelled);
        series = panel?.Series.ToDictionary(one => (one.Sector.Name, one.Metric.Name)) ?? [];
        Map = MoverMap.Of(All, Published.Shocks);
        MostCii = All.Count == 0 ? 0 : All.Max(mover => Math.Abs(mover.Cii));
        Verdicts = (await Storage.Results.Annotations.ReadAsync(Database.Source, Month, null, PageSize.Most, Cancelled))
            .DistinctBy(said => (said.Sector, said.Metric)).ToDictionary(said => (said.Sector, said.Metric));
        var least = Sort == MoverOrder.Usual ? Math.Max(UsualRows, Taken.TakeWhile(mover => mover.Significant).Count()) : UsualRows;
        Rows = Asked("rows") == "all" ? Taken : [.. Taken.Take(least)];
        return Page();
    }

    /// <summary>The same list from the API.</summary>
    public string Export(string format) => Links.With(
        "/api/v1/movers", ("month", $"{Month}"), ("sector", Filter.Sector), ("metric", Filter.Metric), ("significant", Filter.Significant is true ? "true" : null),
        ("sort", Sort == MoverOrder.Usual ? null : Sort), ("format", format));

    /// <summary>The last values of a series to the month; empty where it has none.</summary>
    public IReadOnlyList<double> Past(MoverRow mover)
    {
        if (Month is not { } month || !series.TryGetValue((mover.Sector, mover.Metric), out var one))
            return [];
        double[] values = [.. one.Fitted.Values, one.Actual];
        var end = month - one.Fitted.Start + 1;
        return end >= 1 && end <= values.Length ? values[Math.Max(0, end - SparkMonths)..end] : [];
    }

    /// <summary>The address of the same list in another order: the first time the largest first, then the other way round.</summary>
    public string Sorted(string name) => Here(("sort", Sort == $"-{name}" ? name : $"-{name}"));

    public string? SortOf(string name) => Sort == $"-{name}" ? "descending" : Sort == name ? "ascending" : null;

    private async Task ReadAsync()
    {
        Filter = new MoverFilter(Asked("sector"), Asked("metric"), Asked("significant") == "true" ? true : null, null).Checked();
        Sort = Asked("sort") ?? MoverOrder.Usual;
        if (Month is not { } month || await PublishedMonth.ReadAsync(Database.Source, month, Cancelled) is not { } published)
            return;
        Published = published;
        All = await movers.OfRunAsync(published.Run, Cancelled);
        Taken = [.. MoverOrder.Sorted(All, Sort).Where(Filter.Takes)];
    }
}
