using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tracker.Api.Answers;

namespace Tracker.Api.Pages;

/// <summary>What people see where there is no page for them.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
internal sealed class ErrorModel : PageModel
{
    public int Status => Response.StatusCode;

    public string Title => Status switch
    {
        StatusCodes.Status400BadRequest => "This address says something else than expected",
        StatusCodes.Status403Forbidden => "Not for your key",
        StatusCodes.Status404NotFound => "There is nothing here",
        StatusCodes.Status409Conflict => "It is not so any more",
        StatusCodes.Status429TooManyRequests => "Too many requests",
        StatusCodes.Status503ServiceUnavailable => "The database does not answer",
        _ => "This is a fault of Tracker",
    };

    public string Detail => Problems.DetailOf(HttpContext, HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error) is { } told
        ? $"{char.ToUpperInvariant(told[0])}{told[1..]}."
        : Status switch
        {
            StatusCodes.Status400BadRequest => "The form may have been open for too long. Go back, load the page again and send it once more.",
            StatusCodes.Status404NotFound => "The address may be old, or cut off at its end.",
            StatusCodes.Status503ServiceUnavailable => "Try again in a minute.",
            _ => "Its log has more. Try again; if it stays, tell who runs Tracker.",
        };

    public void OnGet()
    {
        if (HttpContext.Features.Get<IExceptionHandlerFeature>() is null && HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is null)
            Response.StatusCode = StatusCodes.Status404NotFound;
    }
}
