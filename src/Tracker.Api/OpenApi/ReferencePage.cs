using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Tracker.Api.Access;
using Tracker.Storage.Access;

namespace Tracker.Api.OpenApi;

/// <summary>The API document as a page for people: made from it once, without scripts, and nothing of it comes from elsewhere.</summary>
internal static class ReferencePage
{
    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(ReferenceStyle.Css)))}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void Add(IServiceCollection services) => services.AddKeyedSingleton(
        typeof(ReferencePage), (provider, _) => new Lazy<Task<byte[]>>(async () => Encoding.UTF8.GetBytes(Html(await provider.GetRequiredService<Lazy<Task<byte[]>>>().Value))));

    public static void MapReferencePage(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/docs", async (HttpContext http, [FromKeyedServices(typeof(ReferencePage))] Lazy<Task<byte[]>> page) =>
        {
            var headers = http.Response.Headers;
            (headers.ContentSecurityPolicy, headers.CacheControl) = (Policy, "private, no-cache");
            return TypedResults.Bytes(await page.Value, "text/html; charset=utf-8");
        }).For(Role.Reader).ExcludeFromDescription();

    internal static string Html(byte[] openApi)
    {
        using var document = JsonDocument.Parse(openApi);
        var root = document.RootElement;
        var info = root.GetProperty("info");
        var operations = (from path in root.GetProperty("paths").EnumerateObject()
                          from operation in path.Value.EnumerateObject()
                          select (Path: path.Name, Method: operation.Name.ToUpperInvariant(), Of: operation.Value)).ToArray();
        var page = new ReferenceWriter();
        page.Raw($"<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Tracker: API</title>\n<style>{ReferenceStyle.Css}</style>\n</head>\n<body>\n");
        page.Element("h1", $"{info.GetProperty("title")} API {info.GetProperty("version")}");
        page.Element("p", info.GetProperty("description").ToString());
        page.Raw("<p>The same for programs: <a href=\"/openapi/v1.json\">/openapi/v1.json</a></p>\n<nav aria-label=\"Operations\">\n<ul>\n");
        foreach (var (path, method, of) in operations)
            page.Raw($"<li><a href=\"#{ReferenceWriter.Safe(Id(of))}\"><code>{method} {ReferenceWriter.Safe(path)}</code></a> {ReferenceWriter.Safe(of.GetProperty("summary").ToString())}</li>\n");
        page.Raw("</ul>\n</nav>\n<main>\n");
        foreach (var group in operations.GroupBy(operation => operation.Of.GetProperty("tags")[0].ToString()))
        {
            page.Element("h2", group.Key);
            foreach (var (path, method, of) in group)
                page.Operation(Id(of), $"{method} {path}", of);
        }

        page.Element("h2", "Schemas");
        foreach (var schema in root.GetProperty("components").GetProperty("schemas").EnumerateObject())
            page.Schema(schema.Name, schema.Value);
        page.Raw("</main>\n</body>\n</html>\n");
        return page.ToString();
    }

    private static string Id(JsonElement operation) => operation.GetProperty("operationId").ToString();
}
