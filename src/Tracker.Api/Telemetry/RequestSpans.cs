using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace Tracker.Api.Telemetry;

/// <summary>Adds to the span of a request what the framework leaves out and the semantic conventions of HTTP ask for: method and route as its name, and the status.</summary>
internal static class RequestSpans
{
    /// <summary>A middleware, behind the one that finds the route.</summary>
    public static Task DescribeAsync(HttpContext http, RequestDelegate next)
    {
        if (http.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true } activity)
        {
            if (http.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } text })
            {
                var route = $"/{text.Trim('/')}";
                activity.DisplayName = $"{http.Request.Method} {route}";
                activity.SetTag("http.route", route);
            }

            http.Response.OnStarting(() =>
            {
                activity.SetTag("http.response.status_code", http.Response.StatusCode);
                if (http.Response.StatusCode >= StatusCodes.Status500InternalServerError)
                    activity.SetStatus(ActivityStatusCode.Error);
                return Task.CompletedTask;
            });
        }

        return next(http);
    }
}
