using Microsoft.AspNetCore.Mvc;
using Tracker.Api.Annotations;
using Tracker.Api.Answers;
using Tracker.Api.Movers;
using Tracker.Api.Series;
using Tracker.Core.Daily;
using Tracker.Core.Panel;
using Tracker.Storage;
using Tracker.Storage.Access;
using Tracker.Storage.Results;

namespace Tracker.Api.Pages;

/// <summary>One mover: its series, who moved it, mix or behaviour, what was bought, and what researchers say of it.</summary>
internal sealed class MoverModel(TrackerDatabase database, MoverCache movers, PanelCache panels) : TrackerPage(database)
{
    private const int MostAnnotations = 1000;

    /// <summary>Days before the month that stand beside it.</summary>
    private const int DaysBefore = 62;

    public override string Section => "movers";

    public string Sector { get; private set; } = "";

    public string Metric { get; private set; } = "";

    /// <summary>Null where the month has no run, or no such mover; then <see cref="Missing"/> says why.</summary>
    public MoverRow? Mover { get; private set; }

    public (string Title, string Text)? Missing { get; private set; }

    /// <summary>By rank the one before and the one after; null at the ends.</summary>
    public MoverRow? Above { get; private set; }

    public MoverRow? Below { get; private set; }

    /// <summary>What the address names; null for what the run chose.</summary>
    public string? Reference { get; private set; }

    /// <summary>What the tiles compare with.</summary>
    public string Benchmark => Reference ?? Decomposition?.Published.Reference ?? PublishedDecomposition.Expected;

    public IReadOnlyList<ReferenceChoice> References { get; private set; } = [];

    public IReadOnlyList<Compared> Tiles { get; private set; } = [];

    /// <summary>Whether the tiles are in the weights of a later month.</summary>
    public Month? WeightsOf { get; private set; }

    public IReadOnlyList<SeriesRow> Monthly { get; private set; } = [];

    /// <summary>The days of the month and those before it; empty for a metric that does not add over days.</summary>
    public IReadOnlyList<SeriesRow> Daily { get; private set; } = [];

    public DriversView? Drivers { get; private set; }

    public DecompositionView? Decomposition { get; private set; }

    public PublishedBought? Bought { get; private set; }

    /// <summary>The newest first.</summary>
    public IReadOnlyList<Annotation> Said { get; private set; } = [];

    /// <summary>Why what was sent was refused; null before anything was sent.</summary>
    public string? Refused { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        await ReadAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? verdict, string? reason)
    {
        if (Role < Role.Analyst)
            return Forbid();
        if (Month is { } month && Enum.TryParse<Verdict>(verdict, ignoreCase: true, out var said) && Enum.IsDefined(said))
        {
            try
            {
                await AnnotationEndpoints.EnterAsync(HttpContext, Database, movers, new(month, Asked("sector") ?? "", Asked("metric") ?? "", said, reason ?? ""));
                return LocalRedirect($"{Here()}#said");
            }
            catch (Problem problem)
            {
                Refused = problem.Message;
            }
        }
        else
        {
            Refused = "verdict: expected confirmed or dismissed";
        }

        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        await ReadAsync();
        return Page();
    }

    /// <summary>The address of a mover with this one's reference.</summary>
    public string LinkTo(MoverRow mover) => Here(("sector", mover.Sector), ("metric", mover.Metric), ("attribute", null));

    private async Task ReadAsync()
    {
        Sector = Asked("sector") ?? throw Problem.BadRequest("sector: expected one");
        Metric = MetricName.Check(Asked("metric") ?? throw Problem.BadRequest("metric: expected one")).Name;
        Reference = ReferenceChoice.Checked(Asked("reference"), Month);
        if (Month is not { } month || await StoredRuns.PublishedAsync(Database.Source, month, Cancelled) is not { } run)
        {
            Missing = ("Not computed", "This month has no run yet, so it has no movers.");
            return;
        }

        var all = await movers.OfRunAsync(run, Cancelled);
        var panel = await panels.ReadAsync((await LatestState.OfAsync(HttpContext)).Data, Cancelled);
        Mover = all.FirstOrDefault(mover => mover.Sector == Sector && mover.Metric == Metric);
        if (Mover is null)
        {
            Missing = panel?.Left.FirstOrDefault(left => left.Sector.Name == Sector && left.Metric.Name == Metric) is { } absent
                ? ("Not applicable", $"This series has no index: {absent.Reason}.")
                : throw Problem.NotFound("there is no mover of this sector and metric in this month");
            return;
        }

        Above = all.FirstOrDefault(mover => mover.Rank == Mover.Rank - 1);
        Below = all.FirstOrDefault(mover => mover.Rank == Mover.Rank + 1);
        References = ReferenceChoice.Of(month, Reference, [.. Months.Select(one => one.Month)]);
        await ReadAnswersAsync(month);
        if (panel is not null)
            await ReadSeriesAsync(panel, month);
        Tiles = TilesOf(panel, all, month);
        Said = [.. (await Storage.Results.Annotations.ReadAsync(Database.Source, month, null, MostAnnotations, Cancelled)).Where(said => said.Sector == Sector && said.Metric == Metric)];
    }

    private async Task ReadAnswersAsync(Month month)
    {
        var before = ReferenceChoice.MonthOf(Reference);
        if (await StoredAnswers.LatestAsync<PublishedDrivers>(Database.Source, month, Sector, Metric, before, Cancelled) is { } drivers)
            Drivers = new(drivers.Id, drivers.Answer, Figures, Asked("attribute"), name => $"{Here(("attribute", name))}#drivers");
        if (await StoredAnswers.LatestAsync<PublishedDecomposition>(Database.Source, month, Sector, Metric, Reference, Cancelled) is { } decomposition)
            Decomposition = new(decomposition.Id, decomposition.Answer, Figures);
        Bought = (await StoredAnswers.LatestAsync<PublishedBought>(Database.Source, month, Sector, Metric, before, Cancelled))?.Answer;
    }

    private async Task ReadSeriesAsync(PanelSeries panel, Month month)
    {
        try
        {
            Monthly = [.. (await SeriesEndpoints.MonthsAsync(Database, panel, Sector, Metric, 0, Cancelled)).Select(row => row.Row)];
            var metric = Core.Panel.Metric.Parse(Metric);
            if (SectorDaySums.Metrics.Contains(metric) && panel.Days is not null)
            {
                var (from, to) = (month.FirstDay.AddDays(-DaysBefore), month.LastDay);
                var days = (await SeriesEndpoints.DaysAsync(panel, Sector, metric, Cancelled)).Select(row => row.Row);
                Daily = [.. days.Where(row => SeriesChart.DayOf(row) >= from && SeriesChart.DayOf(row) <= to)];
            }
        }
        catch (Problem)
        {
            // The mover is of an older run: the newest data has no such series, and the page shows none.
        }
    }

    private IReadOnlyList<Compared> TilesOf(PanelSeries? panel, IReadOnlyList<MoverRow> all, Month month)
    {
        var shown = Compared.With(Metric);
        if (!Core.Panel.Month.TryParse(Benchmark, out var before))
        {
            var forecast = shown.SelectMany(metric => all.Where(mover => mover.Sector == Sector && mover.Metric == metric.Name));
            return [.. forecast.Select(mover => new Compared(mover.Metric, mover.Forecast, mover.Actual))];
        }

        WeightsOf = panel is { } known && known.Last != month ? known.Last : null;
        return [.. shown.SelectMany(metric => panel?.Series.Where(one => one.Sector.Name == Sector && one.Metric == metric) ?? []).Select(one => Compared.Of(one, before, month))];
    }
}
