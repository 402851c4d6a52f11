using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Tracker.Api.OpenApi;

namespace Tracker.Api.Tests.OpenApi;

[Collection(typeof(Served))]
public class ReferencePageTests(Served served)
{
    [Fact]
    public async Task ThePage_HasEveryOperationAndSchema()
    {
        var page = await served.GetAsync("/docs", "reader").TextAsync();
        var document = await served.GetAsync("/openapi/v1.json", "none").JsonAsync();
        foreach (var (name, operation) in Operation.All(document))
        {
            Assert.Contains($"<article id=\"{operation.Text("operationId")}\">\n<h3><code>{name}</code></h3>", page, StringComparison.Ordinal);
            Assert.Contains($"href=\"#{operation.Text("operationId")}\"", page, StringComparison.Ordinal);
        }

        foreach (var schema in document.GetProperty("components").GetProperty("schemas").EnumerateObject())
            Assert.Contains($"<h3><code>{schema.Name}</code></h3>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ThePage_LoadsNothing_AndMayNot()
    {
        using var response = await served.GetAsync("/docs", "reader");
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.DoesNotMatch("<script|<link|<img|<iframe| src=| style=| on[a-z]+=|@import|url\\(", page);
        Assert.All(Regex.Matches(page, "href=\"([^\"]*)\"").Select(match => match.Groups[1].Value), link => Assert.Matches("^(#|/openapi/v1.json$)", link));
        var style = Regex.Match(page, "<style>(.*)</style>", RegexOptions.Singleline).Groups[1].Value;
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith($"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_IsNeverMarkup()
    {
        const string Document =
            """
            {"info": {"title": "<b>", "version": "1", "description": "a & b"}, "components": {"schemas": {"<i>": {"type": "string", "description": "<u>"}}}, "paths": {"/<p>": {"get": {
                "operationId": "\"><s>", "summary": "<q>", "tags": ["<t>"], "parameters": [{"name": "<n>", "in": "query", "schema": {"enum": ["<e>"]}, "example": "<x>"}],
                "responses": {"200": {"description": "<r>", "content": {"<c>": {"schema": {"$ref": "#/<y>"}, "example": "<z>"}}}}}}}}
            """;
        var page = ReferencePage.Html(Encoding.UTF8.GetBytes(Document));
        foreach (var tag in "bidsquptnexrcyz")
            Assert.DoesNotContain($"<{tag}>", page.Replace("</p>", "", StringComparison.Ordinal).Replace("<p>", tag == 'p' ? "" : "<p>", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("a &amp; b", page, StringComparison.Ordinal);
    }
}
