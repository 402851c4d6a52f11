using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Tracker.Api.Answers;

/// <summary>What an answer is written as: of what an endpoint offers, what the client likes best; where it likes none, the answer is 406.</summary>
internal static class Media
{
    public const string Json = "application/json";
    public const string Csv = "text/csv";
    public const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>The parameter that says it in place of Accept, for addresses that people type.</summary>
    public const string Parameter = "format";

    private static readonly ConditionalWeakTable<Endpoint, string[]> OfferedBy = [];

    private static readonly Dictionary<string, string> Names = new() { ["json"] = Json, ["csv"] = Csv, ["xlsx"] = Workbook };

    /// <summary>Refuses before the endpoint does anything.</summary>
    public static ValueTask<object?> Filter(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var offered = OfferedBy.GetValue(http.GetEndpoint()!, Offered);
        if (offered.Length > 0)
            http.Items[typeof(Media)] = Wanted(http, offered);
        return next(context);
    }

    /// <summary>What <see cref="Filter"/> chose.</summary>
    public static string Of(HttpContext http) => http.Items[typeof(Media)] as string ?? Json;

    /// <summary>Whether a form can be asked for by name: where there is more than one.</summary>
    public static bool HasForms(Endpoint endpoint) => OfferedBy.GetValue(endpoint, Offered).Length > 1;

    /// <summary>The names of forms.</summary>
    public static IEnumerable<string> NamesOf(IEnumerable<string> offered) => Names.Where(pair => offered.Contains(pair.Value)).Select(pair => pair.Key);

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

    private static string Wanted(HttpContext http, string[] offered)
    {
        if (offered.Length > 1 && http.Request.Query.TryGetValue(Parameter, out var name))
        {
            return Names.TryGetValue(name.ToString(), out var type) && offered.Contains(type)
                ? type
                : throw Problem.BadRequest($"{Parameter}: expected {string.Join(" or ", NamesOf(offered))}");
        }

        return Choose(http.Request.Headers.Accept, offered)
            ?? throw new Problem(StatusCodes.Status406NotAcceptable, $"expected Accept to allow {string.Join(" or ", offered)}");
    }

    private static string[] Offered(Endpoint endpoint) =>
    [
        .. endpoint.Metadata.OfType<IProducesResponseTypeMetadata>().Where(answer => answer.StatusCode is >= 200 and < 300).SelectMany(answer => answer.ContentTypes)
            .Concat(endpoint.Metadata.OfType<Offers>().Select(more => more.ContentType)).Distinct(),
    ];

    private static double QualityOf(MediaTypeHeaderValue type, IList<MediaTypeHeaderValue> ranges) =>
        ranges.Where(range => type.MediaType.Equals(range.MediaType, StringComparison.OrdinalIgnoreCase) || range.MatchesAllTypes
                || (range.MatchesAllSubTypes && type.Type.Equals(range.Type, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(range => range.MatchesAllTypes ? 2 : range.MatchesAllSubTypes ? 1 : 0)
            .Select(range => range.Quality ?? 1)
            .FirstOrDefault();
}
