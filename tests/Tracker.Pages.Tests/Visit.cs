using Microsoft.Playwright;

namespace Tracker.Pages.Tests;

/// <summary>A window of a browser that remembers what went wrong in it: errors of scripts and of the console, policy violations, requests to elsewhere.</summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly List<string> troubles = [];

    private Visit(IBrowserContext context, IPage page) => (this.context, Page) = (context, page);

    public IPage Page { get; }

    public IReadOnlyList<string> Troubles => troubles;

    public static async Task<Visit> BeginAsync(IBrowserContext context, Uri address)
    {
        var visit = new Visit(context, await context.NewPageAsync());
        visit.Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                visit.troubles.Add($"{visit.Page.Url}: {message.Text}");
        };
        visit.Page.PageError += (_, error) => visit.troubles.Add($"{visit.Page.Url}: {error}");
        visit.Page.Request += (_, request) =>
        {
            if (new Uri(request.Url) is var asked && asked.Scheme != "data" && asked.Authority != address.Authority)
                visit.troubles.Add($"asked {request.Url}");
        };
        return visit;
    }

    /// <summary>Goes to an address of the service and expects a page there.</summary>
    public async Task<IResponse> GoAsync(string path, int status = 200)
    {
        var response = (await Page.GotoAsync(path))!;
        Assert.True(response.Status == status, $"{path}: expected {status}, got {response.Status}");
        return response;
    }

    /// <summary>The text of an element, without what is around it.</summary>
    public async Task<string> TextAsync(string selector) => (await Page.Locator(selector).First.InnerTextAsync()).Trim();

    public ValueTask DisposeAsync() => new(context.CloseAsync());
}
