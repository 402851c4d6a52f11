using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Tracker.Api.Access;
using Tracker.Storage;
using Tracker.Storage.Access;

namespace Tracker.Api.Pages;

/// <summary>A key opens a session. The key itself is not kept, neither by the browser nor here.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.SignIn)]
internal sealed class SignInModel(TrackerDatabase database) : PageModel
{
    private const int LongestKey = 200;

    /// <summary>Where people wanted to go: a path of this site.</summary>
    public string To { get; private set; } = "/";

    /// <summary>A link of another site led here, so the browser kept its cookie back. Asked for from here, the page comes.</summary>
    public bool Coming { get; private set; }

    /// <summary>Why the key opens nothing; null before one was typed.</summary>
    public string? Refused { get; private set; }

    public IActionResult OnGet(string? to)
    {
        To = Inside(to);
        Coming = Request.Headers["Sec-Fetch-Site"] == "cross-site";
        return User.Identity?.IsAuthenticated == true && !Coming ? LocalRedirect(To) : Page();
    }

    public async Task<IActionResult> OnPostAsync(string? key, string? to)
    {
        To = Inside(to);
        var typed = key?.Trim() ?? "";
        var found = typed.Length is > 0 and <= LongestKey ? await ApiKeys.FindAsync(database.Source, typed, HttpContext.RequestAborted) : null;
        if (found is { State: KeyState.Usable })
        {
            SessionAuthentication.Give(HttpContext, await Sessions.BeginAsync(database.Source, found.Id, HttpContext.RequestAborted));
            return LocalRedirect(To);
        }

        Refused = found switch
        {
            { State: KeyState.Expired } => "This key has expired.",
            { State: KeyState.Revoked } => "This key was revoked.",
            _ => "This key is not known.",
        };
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private string Inside(string? to) => to is not null && Url.IsLocalUrl(to) ? to : "/";
}
