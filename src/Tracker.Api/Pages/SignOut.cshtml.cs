using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tracker.Api.Access;
using Tracker.Storage;
using Tracker.Storage.Access;

namespace Tracker.Api.Pages;

/// <summary>Ends the session, here and in the browser.</summary>
internal sealed class SignOutModel(TrackerDatabase database) : PageModel
{
    public IActionResult OnGet() => LocalRedirect("/");

    public async Task<IActionResult> OnPostAsync()
    {
        if (SessionAuthentication.SecretOf(HttpContext) is { } secret)
            await Sessions.EndAsync(database.Source, secret, HttpContext.RequestAborted);
        SessionAuthentication.Take(HttpContext);
        return LocalRedirect(SessionAuthentication.SignIn);
    }
}
