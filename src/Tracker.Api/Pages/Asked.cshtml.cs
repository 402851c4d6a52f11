using Microsoft.AspNetCore.Mvc;
using Tracker.Jobs.Stages;
using Tracker.Storage;
using Tracker.Storage.Work;

namespace Tracker.Api.Pages;

/// <summary>A question that was asked: how far it is, why it was refused, or on to its answer.</summary>
internal sealed class AskedModel(TrackerDatabase database) : TrackerPage(database)
{
    public override string Section => "ask";

    public AskKind Kind { get; private set; } = AskKind.Decomposition;

    public WorkItem Item { get; private set; } = null!;

    public MoverArguments Arguments { get; private set; } = null!;

    /// <summary>The form with the same question.</summary>
    public string Again => Links.With("/ask",
        [
            ("about", Kind.Name), ("month", Item.Month?.ToString()), ("sector", Arguments.Sector), ("metric", Arguments.Metric), ("reference", Arguments.Reference),
            .. (Arguments.Attributes ?? []).Select(name => ("attribute", (string?)name)),
        ]);

    public async Task<IActionResult> OnGetAsync(string kind, long id)
    {
        Kind = AskKind.Parse(kind);
        Item = await Kind.Requests.ItemAsync(Database, id, Cancelled);
        if (AskKind.AnswerOf(Item) is { } answer && Item.Status == WorkStatus.Done)
            return LocalRedirect(answer);
        Arguments = Item.ArgumentsAs<MoverArguments>();
        return Page();
    }
}
