using Tracker.Api.Answers;
using Tracker.Storage;
using Tracker.Storage.Results;

namespace Tracker.Api.Pages;

/// <summary>Stored drivers under their permanent address.</summary>
internal sealed class DriversModel(TrackerDatabase database) : TrackerPage(database)
{
    public override string Section => "ask";

    public DriversView View { get; private set; } = null!;

    public async Task OnGetAsync(long id) =>
        View = await StoredAnswers.FindAsync<PublishedDrivers>(Database.Source, id, Cancelled) is { } stored
            ? new(stored.Id, stored.Answer, Figures, Asked("attribute"), name => Here(("attribute", name)))
            : throw Problem.NotFound($"there are no drivers {id}");
}
