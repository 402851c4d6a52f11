using Tracker.Api.Answers;
using Tracker.Storage;
using Tracker.Storage.Results;

namespace Tracker.Api.Pages;

/// <summary>A stored decomposition under its permanent address.</summary>
internal sealed class DecompositionModel(TrackerDatabase database) : TrackerPage(database)
{
    public override string Section => "ask";

    public DecompositionView View { get; private set; } = null!;

    public async Task OnGetAsync(long id) =>
        View = await StoredAnswers.FindAsync<PublishedDecomposition>(Database.Source, id, Cancelled) is { } stored
            ? new(stored.Id, stored.Answer, Figures)
            : throw Problem.NotFound($"there is no decomposition {id}");
}
