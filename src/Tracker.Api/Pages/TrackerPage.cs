using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Tracker.Api.Access;
using Tracker.Api.Answers;
using Tracker.Core.Panel;
using Tracker.Storage;
using Tracker.Storage.Access;
using Tracker.Storage.Reports;

namespace Tracker.Api.Pages;

/// <summary>What every page knows: the months, the one that the address names, and who looks.</summary>
internal abstract class TrackerPage(TrackerDatabase database) : PageModel
{
    /// <summary>The newest first.</summary>
    public IReadOnlyList<MonthSummary> Months { get; private set; } = [];

    /// <summary>As the address says, else the last published; null where there is neither.</summary>
    public Month? Month { get; private set; }

    public Role Role { get; private set; }

    /// <summary>How the panel's money is written.</summary>
    public Figures Figures { get; private set; } = new(null);

    /// <summary>Which entry of the navigation the page belongs to.</summary>
    public abstract string Section { get; }

    protected TrackerDatabase Database { get; } = database;

    protected CancellationToken Cancelled => HttpContext.RequestAborted;

    /// <summary>What is known of the month; null where the data does not have it.</summary>
    public MonthSummary? Summary => Months.FirstOrDefault(month => month.Month == Month);

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        HttpContext.Response.Headers.CacheControl = "private, no-cache";
        Role = Roles.RoleOf(User) ?? Role.Reader;
        Months = await MonthSummary.ReadAsync(Database.Source, Cancelled);
        Figures = new(await PanelNames.CurrencyAsync(Database.Source, Cancelled));
        Month = Asked("month") is not { } text ? Months.FirstOrDefault(month => month.RunId is not null)?.Month
            : Core.Panel.Month.TryParse(text, out var month) ? month
            : throw Problem.BadRequest($"month {text}: expected yyyy-MM");
        await next();
    }

    /// <summary>A parameter of the address; null where it is absent or empty.</summary>
    public string? Asked(string name) => Request.Query[name].ToString() is { Length: > 0 } text ? text : null;

    /// <summary>The address of this page with some parameters changed; null takes one away.</summary>
    public string Here(params ReadOnlySpan<(string Name, string? Value)> changes) => With(Request.Path, changes);

    /// <summary>The address of another page with this page's parameters, some of them changed.</summary>
    protected string With(string path, params ReadOnlySpan<(string Name, string? Value)> changes)
    {
        var query = Request.Query.Where(pair => pair.Key != "handler").ToDictionary(pair => pair.Key, pair => pair.Value);
        foreach (var (name, value) in changes)
            query[name] = value;
        return QueryHelpers.AddQueryString(path, query.Where(pair => !StringValues.IsNullOrEmpty(pair.Value)));
    }
}
