using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Tracker.Jobs;
using Tracker.Jobs.Work;

namespace Tracker.Api.Answers;

/// <summary>Writes every error as a problem document (RFC 9457), whatever the client says it accepts: an error is better read than not.</summary>
internal sealed class Problems : IProblemDetailsWriter
{
    public const string ContentType = "application/problem+json";

    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<IProblemDetailsWriter, Problems>();
        services.AddProblemDetails();
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.Configure<ExceptionHandlerOptions>(options =>
        {
            options.StatusCodeSelector = StatusOf;
            options.SuppressDiagnosticsCallback = context => context.Exception is Problem || StatusOf(context.Exception) < StatusCodes.Status500InternalServerError;
        });
    }

    public bool CanWrite(ProblemDetailsContext context) => true;

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var response = context.HttpContext.Response;
        var problem = new ProblemDetails
        {
            Type = "about:blank",
            Title = ReasonPhrases.GetReasonPhrase(response.StatusCode),
            Status = response.StatusCode,
            Detail = DetailOf(context.HttpContext, context.Exception) ?? Usual(response.StatusCode),
        };
        await response.WriteAsJsonAsync(problem, StrictJson.Options, ContentType, context.HttpContext.RequestAborted);
    }

    /// <summary>The detail of a problem that the framework answers by its status alone.</summary>
    public static void Say(HttpContext http, string detail) => http.Items[typeof(Problems)] = detail;

    /// <summary>What an error is answered with.</summary>
    public static int StatusOf(Exception error) => error switch
    {
        Problem problem => problem.Status,
        BadHttpRequestException bad => bad.StatusCode,
        NothingToComputeException => StatusCodes.Status422UnprocessableEntity,
        _ when DatabaseTrouble.Is(error) => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    /// <summary>What may be told: a message of an unexpected error stays in the log. Null where nothing was said.</summary>
    public static string? DetailOf(HttpContext http, Exception? error) => Told(error) ?? http.Items[typeof(Problems)] as string;

    private static string? Told(Exception? error) => error switch
    {
        Problem problem => problem.Message,
        BadHttpRequestException bad => BadRequestText.Of(bad),
        NothingToComputeException nothing => nothing.Message,
        _ => null,
    };

    private static string Usual(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => "expected a key in the header X-Api-Key: tracker keys create makes one",
        StatusCodes.Status404NotFound => "there is nothing here: /openapi/v1.json lists what there is",
        StatusCodes.Status405MethodNotAllowed => "expected one of the methods of the header Allow",
        StatusCodes.Status413PayloadTooLarge => "expected a smaller body",
        StatusCodes.Status415UnsupportedMediaType => "expected a body in application/json",
        StatusCodes.Status500InternalServerError => "this is a fault of Tracker; its log has more",
        StatusCodes.Status503ServiceUnavailable => "the database does not answer; try again",
        _ => "the request was refused",
    };
}
