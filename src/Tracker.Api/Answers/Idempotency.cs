using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Tracker.Api.Access;
using Tracker.Storage;
using Tracker.Storage.Access;

namespace Tracker.Api.Answers;

/// <summary>
/// Requests that a client may repeat without doing them twice (the header Idempotency-Key, draft-ietf-httpapi-idempotency-key-header): the same key with the same request is
/// answered with the first answer, with another request 422, while the first is being answered 409. Keys of one API key are not those of another.
/// </summary>
internal static class Idempotency
{
    public const string Header = "Idempotency-Key";
    public const int LongestKey = 255;

    /// <typeparam name="T">What the answer holds.</typeparam>
    public static RouteHandlerBuilder Repeatable<T>(this RouteHandlerBuilder endpoint) =>
        endpoint.AddEndpointFilter(FilterAsync<T>).WithMetadata(new Repeatable())
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async ValueTask<object?> FilterAsync<T>(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (!http.Request.Headers.TryGetValue(Header, out var given))
            return await next(context);
        var (key, actor, source) = (KeyOf(given.ToString(), given.Count), Roles.KeyOf(http), http.RequestServices.GetRequiredService<TrackerDatabase>().Source);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{http.Request.Method} {http.Request.Path}\n{BodyOf(context)}"));
        var (state, answer) = await RepeatableRequests.BeginAsync(source, actor, key, hash, http.RequestAborted);
        switch (state)
        {
            case RepeatState.Answered: return new Repeated(answer!);
            case RepeatState.BeingAnswered: throw new Problem(StatusCodes.Status409Conflict, $"{Header}: the first request with this key is being answered; try again");
            case RepeatState.OfAnother: throw new Problem(StatusCodes.Status422UnprocessableEntity, $"{Header}: expected a key of its own, another request had this one");
        }

        try
        {
            var result = await next(context);
            await RepeatableRequests.EndAsync(source, actor, key, Remembered<T>(result), CancellationToken.None);
            return result;
        }
        catch
        {
            await RepeatableRequests.GiveUpAsync(source, actor, key, CancellationToken.None);
            throw;
        }
    }

    /// <summary>Quoted as in the draft, or plain.</summary>
    private static string KeyOf(string given, int count)
    {
        var key = given.Length >= 2 && given[0] == '"' && given[^1] == '"' ? given[1..^1] : given;
        return count == 1 && key.Length is > 0 and <= LongestKey && key.All(letter => letter is > ' ' and <= '~')
            ? key
            : throw Problem.BadRequest($"{Header}: expected 1 to {LongestKey} visible ASCII letters");
    }

    /// <summary>However it was spaced and ordered; empty where the endpoint takes none.</summary>
    private static string BodyOf(EndpointFilterInvocationContext context) =>
        context.HttpContext.GetEndpoint()!.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType is { } type
            ? JsonSerializer.Serialize(context.Arguments.Single(argument => argument?.GetType() == type), type, StrictJson.Options)
            : "";

    private static RememberedAnswer Remembered<T>(object? result) => result switch
    {
        Accepted<T> accepted => new(accepted.StatusCode, accepted.Location, JsonSerializer.SerializeToUtf8Bytes(accepted.Value, StrictJson.Options)),
        Created<T> created => new(created.StatusCode, created.Location, JsonSerializer.SerializeToUtf8Bytes(created.Value, StrictJson.Options)),
        _ => throw new InvalidOperationException($"expected an answer that was accepted or created, got {result}"),
    };

    private sealed class Repeated(RememberedAnswer answer) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            (response.StatusCode, response.ContentType, response.Headers.Location) = (answer.Status, $"{Media.Json}; charset=utf-8", answer.Location);
            return response.Body.WriteAsync(answer.Body, httpContext.RequestAborted).AsTask();
        }
    }
}

/// <summary>Of an endpoint: its client may repeat a request.</summary>
internal sealed record Repeatable;
