using System.Globalization;
using Tracker.Api.Answers;
using Tracker.Storage;
using Tracker.Storage.Access;
using Tracker.Storage.Reports;

namespace Tracker.Api.Pages;

/// <summary>The rows that were refused: why, how many, and where the first are. For operators, and without the rows themselves: they name a consumer.</summary>
internal sealed class RejectsModel(TrackerDatabase database) : TrackerPage(database)
{
    private const int UsualRows = 100;

    public override string Section => "data";

    public bool May => Role >= Role.Operator;

    /// <summary>Null for all.</summary>
    public int? Load { get; private set; }

    public IReadOnlyList<RejectSummary> Reasons { get; private set; } = [];

    public IReadOnlyList<RejectPlace> Places { get; private set; } = [];

    public async Task OnGetAsync()
    {
        if (!May)
        {
            Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        Load = Asked("load") is not { } text ? null
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var load) ? load
            : throw Problem.BadRequest($"load {text}: expected a number");
        Reasons = await RejectSummary.ReadAsync(Database.Source, Load, Cancelled);
        Places = await RejectPlace.ReadAsync(Database.Source, Load, null, UsualRows, Cancelled);
    }

    public string Export(string format) => Links.With("/api/v1/rejects", ("load", Load is { } load ? $"{load}" : null), ("format", format));
}
