using System.Net;
using System.Net.Http.Headers;
using Tracker.Storage.Results;

namespace Tracker.Api.Tests.Answering;

[Collection(typeof(Served))]
public class AnswerTests(Served served)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/v1/loads", "loads")]
    [InlineData("/api/v1/coverage?months=5", "coverage --months 5")]
    [InlineData("/api/v1/revisions", "revisions")]
    [InlineData("/api/v1/revisions?month=2025-10", "revisions --month 2025-10")]
    [InlineData("/api/v1/months/2025-10/sectors", "movers --by sector --month 2025-10")]
    [InlineData("/api/v1/months/2025-09/shocks", "movers --by metric --month 2025-09")]
    public async Task Csv_IsThatOfTheCommandLine(string path, string command)
    {
        var expected = (await served.CommandAsync([.. command.Split(' '), "--format", "csv"])).Output;
        Assert.True(expected.Count(letter => letter == '\n') > 1, "expected rows");
        Assert.Equal(expected, await served.GetAsync(path, "reader", "text/csv").TextAsync());
    }

    [Fact]
    public async Task Rejects_SayWhereAndWhyButNotWho()
    {
        var paged = new List<string>();
        for (string? next = "/api/v1/rejects?limit=4"; next is not null;)
        {
            var page = await served.GetAsync(next).JsonAsync();
            paged.AddRange(page.Items().Select(row => $"{row.GetProperty("load")} {row.Text("file")} {row.GetProperty("line")}"));
            Assert.All(page.Items(), row => Assert.Equal(["load", "file", "line", "column", "reason"], row.EnumerateObject().Select(member => member.Name)));
            next = page.GetProperty("next").GetString();
        }

        Assert.Equal(60, paged.Distinct().Count());
        Assert.Equal(60, paged.Count);
        Assert.Equal(30, (await served.GetAsync("/api/v1/rejects?load=2").JsonAsync()).Items().Count);
    }

    [Theory]
    [InlineData("/api/v1/movers")]
    [InlineData("/api/v1/months")]
    [InlineData("/api/v1/loads")]
    [InlineData("/api/v1/metrics")]
    [InlineData("/api/v1/series?sector=Groceries&metric=visits")]
    public async Task ATagThatIsKnown_IsAnsweredWithoutABody(string path)
    {
        using var first = await served.GetAsync(path, "reader");
        Assert.True(first.Headers.ETag!.IsWeak);
        Assert.Contains("Accept", first.Headers.Vary);
        using var client = served.As("reader");
        client.DefaultRequestHeaders.IfNoneMatch.Add(new("\"other\"", isWeak: true));
        client.DefaultRequestHeaders.IfNoneMatch.Add(first.Headers.ETag);
        using var second = await client.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        Assert.Equal((HttpStatusCode.NotModified, first.Headers.ETag, 0), (second.StatusCode, second.Headers.ETag, (await second.Content.ReadAsByteArrayAsync(Cancel)).Length));

        client.DefaultRequestHeaders.Accept.Add(new("text/csv"));
        using var csv = await client.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.OK, csv.StatusCode); // another form is another answer
    }

    [Theory]
    [InlineData("/api/v1/movers", HttpStatusCode.NotModified)]
    [InlineData("/api/v1/decompositions/1", HttpStatusCode.NotModified)]
    [InlineData("/api/v1/decompositions/999999", HttpStatusCode.NotFound)]
    public async Task AnyTag_IsThatOfWhatIsThere(string path, HttpStatusCode expected)
    {
        using var client = served.As("reader");
        client.DefaultRequestHeaders.IfNoneMatch.Add(EntityTagHeaderValue.Any);
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task ATag_ChangesWithWhatIsSaid()
    {
        using var before = await served.GetAsync("/api/v1/annotations");
        var run = await StoredRuns.PublishedAsync(served.Database.Source, null, Cancel);
        await Storage.Results.Annotations.AddAsync(served.Database.Source, run!, "Groceries", "visits", Verdict.Dismissed, "a test", "tests", Cancel);
        using var after = await served.GetAsync("/api/v1/annotations");
        Assert.NotEqual(before.Headers.ETag, after.Headers.ETag);
    }

    [Theory]
    [InlineData("*/*", "application/json")]
    [InlineData("text/*", "text/csv")]
    [InlineData("text/csv;q=0.4, application/json;q=0.5", "application/json")]
    [InlineData("application/json;q=0, */*", "text/csv")]
    public async Task Accept_ChoosesTheForm(string accept, string expected)
    {
        using var client = served.As("reader");
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", accept);
        using var response = await client.GetAsync(new Uri("/api/v1/metrics", UriKind.Relative), Cancel);
        Assert.Equal(expected, response.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("application/xml")]
    [InlineData("image/png, text/html;q=0.1")]
    [InlineData("application/json;q=0")]
    public async Task Accept_OfNothingOffered_IsRefused(string accept)
    {
        using var client = served.As("reader");
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", accept);
        await client.GetAsync(new Uri("/api/v1/metrics", UriKind.Relative), Cancel).ProblemAsync(HttpStatusCode.NotAcceptable);
    }

    [Theory]
    [InlineData("""{"month":"2025-10","force":true}""", "body: the member force is not known")]
    [InlineData("""{"month":202510}""", "body: month : expected yyyy-MM")]
    [InlineData("""{"month":"2025-10","month":"2025-10"}""", "body: ")]
    [InlineData("""{"Month":"2025-10"}""", "body: the member Month is not known")]
    [InlineData("{}", "body: expected the members 'month'")]
    [InlineData("""{"month":"October"}""", "body: month October: expected yyyy-MM")]
    [InlineData("[]", "body: ")]
    [InlineData("null", "")]
    [InlineData("", "")]
    [InlineData("{\"month\":\"2025-10\"", "body: ")]
    public async Task ABody_IsReadStrictly(string body, string detail)
    {
        using var client = served.As("operator");
        using var content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
        Assert.StartsWith(detail, await client.PostAsync(new Uri("/api/v1/runs", UriKind.Relative), content, Cancel).ProblemAsync(HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ABodyOfAnotherTypeOrTooLarge_IsRefused()
    {
        using var client = served.As("operator");
        using var xml = new StringContent("<month/>", new MediaTypeHeaderValue("application/xml"));
        await client.PostAsync(new Uri("/api/v1/runs", UriKind.Relative), xml, Cancel).ProblemAsync(HttpStatusCode.UnsupportedMediaType);
        using var large = new StringContent($$"""{"month":"{{new string('x', 100_000)}}"}""", new MediaTypeHeaderValue("application/json"));
        await client.PostAsync(new Uri("/api/v1/runs", UriKind.Relative), large, Cancel).ProblemAsync(HttpStatusCode.RequestEntityTooLarge);
    }
}
