using Microsoft.AspNetCore.Mvc;
using Tracker.Api.Answers;
using Tracker.Api.Movers;
using Tracker.Core.Decomposition;
using Tracker.Jobs.Stages;
using Tracker.Storage;
using Tracker.Storage.Access;
using Tracker.Storage.Reports;
using Tracker.Storage.Results;
using Tracker.Storage.Work;
using PanelMetric = Tracker.Core.Panel.Metric;

namespace Tracker.Api.Pages;

/// <summary>Asks what nobody planned: analysts send the form, its work is watched under its own address, and the answer stays.</summary>
internal sealed class AskModel(TrackerDatabase database) : TrackerPage(database)
{
    private const int ShownAnswers = 15;
    private const int ReadRequests = 200;
    private const int ShownRequests = 10;

    public override string Section => "ask";

    public IReadOnlyList<string> Sectors { get; private set; } = [];

    public IReadOnlyList<(string Name, long Values, long Consumers)> Attributes { get; private set; } = [];

    public IReadOnlyList<ReferenceChoice> References { get; private set; } = [];

    /// <summary>The newest first.</summary>
    public IReadOnlyList<DecompositionSummary> Answers { get; private set; } = [];

    /// <summary>The last that people asked, the newest first, with or without an answer.</summary>
    public IReadOnlyList<(WorkItem Item, MoverArguments Arguments, AskKind Kind)> Requests { get; private set; } = [];

    public AskKind About { get; private set; } = AskKind.Decomposition;

    public string? Sector { get; private set; }

    public string? Metric { get; private set; }

    /// <summary>The month that is asked about: as sent, else that of the address.</summary>
    public Core.Panel.Month? Of { get; private set; }

    public string? Reference { get; private set; }

    public IReadOnlyCollection<string> Chosen { get; private set; } = [];

    /// <summary>Why what was sent cannot be asked; null before anything was sent.</summary>
    public string? Refused { get; private set; }

    public static IReadOnlyList<string> Metrics { get; } = [.. PanelMetric.All.Select(metric => metric.Name)];

    public static int MostAttributes => AttributeSplit.MostAttributes;

    public async Task OnGetAsync(string? about, string? sector, string? metric, string? reference, string[] attribute)
    {
        (About, Sector, Metric, Chosen) = (about is null ? AskKind.Decomposition : AskKind.Parse(about), sector, metric, attribute);
        Of = Month;
        Reference = ReferenceChoice.Checked(string.IsNullOrEmpty(reference) ? null : reference, Of);
        await ReadAsync();
    }

    public async Task<IActionResult> OnPostAsync(string? about, string? sector, string? metric, string? month, string? reference, string[] attribute)
    {
        if (Role < Role.Analyst)
            return Forbid();
        (About, Sector, Metric, Reference, Chosen) = (AskKind.Parse(about ?? ""), sector, metric, string.IsNullOrEmpty(reference) ? null : reference, attribute);
        try
        {
            Of = Core.Panel.Month.TryParse(month, out var of) ? of : throw Problem.BadRequest("month: expected yyyy-MM");
            var asked = new NewMoverRequest(sector ?? "", metric ?? "", Of, ReferenceChoice.Checked(Reference, Of), attribute.Length == 0 ? null : attribute);
            var item = await About.Requests.AskAsync(HttpContext, Database, asked);
            return LocalRedirect($"/ask/{About.Name}/{item.WorkId}");
        }
        catch (Problem problem)
        {
            Refused = problem.Message;
        }

        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        await ReadAsync();
        return Page();
    }

    private async Task ReadAsync()
    {
        Sectors = await PanelNames.SectorsAsync(Database.Source, Cancelled);
        Attributes = await PanelNames.AttributesAsync(Database.Source, Cancelled);
        if (Of is { } month)
            References = ReferenceChoice.Of(month, Reference, [.. Months.Select(one => one.Month)]);
        Answers = await DecompositionSummary.ReadAsync(Database.Source, null, null, null, null, null, ShownAnswers, Cancelled);
        var asked = new List<(WorkItem, MoverArguments, AskKind)>();
        foreach (var kind in AskKind.All)
        {
            asked.AddRange((await WorkLedger.ListAsync(Database.Source, new(kind.Work), null, ReadRequests, Cancelled))
                .Select(item => (item, item.ArgumentsAs<MoverArguments>(), kind))
                .Where(one => one.Item2.Run is null));
        }

        Requests = [.. asked.OrderByDescending(one => one.Item1.WorkId).Take(ShownRequests)];
    }
}
