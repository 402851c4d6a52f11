using Tracker.Storage;
using Tracker.Storage.Reports;

namespace Tracker.Api.Pages;

/// <summary>The books of every load.</summary>
internal sealed class LoadsModel(TrackerDatabase database) : TrackerPage(database)
{
    private const int UsualRows = 100;

    public override string Section => "data";

    public int All { get; private set; }

    public IReadOnlyList<LoadBooks> Loads { get; private set; } = [];

    public async Task OnGetAsync()
    {
        var all = await LoadBooks.ReadAsync(Database.Source, Cancelled);
        All = all.Count;
        Loads = Asked("rows") == "all" ? all : [.. all.Take(UsualRows)];
    }

    /// <summary>The months that a load changed, as few words.</summary>
    public static string MonthsOf(LoadBooks load) => load.Months switch
    {
        [] => "none",
        [var only] => Figures.Name(only),
        [var first, .., var last] => $"{Figures.Name(first)} to {Figures.Name(last)}",
    };
}
