using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Tracker.Api.Answers;

/// <summary>What an answer is written as: of what an endpoint offers, what the client likes best; where it likes none, the answer is 406.</summary>
internal static class Media
{
    public const string Json = "application/json";
    public const string Csv = "text/csv";
    public const string Events = "text/event-stream";

    /// <summary>Refuses before the endpoint does anything.</summary>
    public static ValueTask<object?> Filter(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var metadata = http.GetEndpoint()!.Metadata;
        string[] offered = [.. metadata.OfType<IProducesResponseTypeMetadata>().Where(answer => answer.StatusCode is >= 200 and < 300)
            .SelectMany(answer => answer.ContentTypes).Concat(metadata.OfType<Offers>().Select(more => more.ContentType)).Distinct()];
        if (offered.Length > 0)
        {
            http.Items[typeof(Media)] = Choose(http.Request.Headers.Accept, offered)
                ?? throw new Problem(StatusCodes.Status406NotAcceptable, $"expected Accept to allow {string.Join(" or ", offered)}");
        }

        return next(context);
    }

    /// <summary>What <see cref="Filter"/> chose.</summary>
    public static string Of(HttpContext http) => http.Items[typeof(Media)] as string ?? Json;

    /// <summary>The first of the best; the most specific range that matches a type says how good it is (RFC 9110, section 12.5.1).</summary>
    public static string? Choose(StringValues accept, IReadOnlyList<string> offered)
    {
        if (StringValues.IsNullOrEmpty(accept))
            return offered[0];
        if (!MediaTypeHeaderValue.TryParseList(accept, out var ranges))
            return null;
        var best = offered.Select(type => (Type: type, Quality: QualityOf(new(type), ranges))).MaxBy(one => one.Quality);
        return best.Quality > 0 ? best.Type : null;
    }

    private static double QualityOf(MediaTypeHeaderValue type, IList<MediaTypeHeaderValue> ranges) =>
        ranges.Where(range => type.MediaType.Equals(range.MediaType, StringComparison.OrdinalIgnoreCase) || range.MatchesAllTypes
                || (range.MatchesAllSubTypes && type.Type.Equals(range.Type, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(range => range.MatchesAllTypes ? 2 : range.MatchesAllSubTypes ? 1 : 0)
            .Select(range => range.Quality ?? 1)
            .FirstOrDefault();
}
