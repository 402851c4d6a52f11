using System.Text.Json;
using Tracker.Testing;

namespace Tracker.Api.Tests.OpenApi;

[Collection(typeof(Served))]
public class ApiDocumentTests(Served served)
{
    private static readonly string Approved = Path.Combine(Repository.Root, "tests", "Tracker.Api.Tests", "Approved", "openapi-v1.json");

    [Fact]
    public async Task TheDocument_IsAsApproved()
    {
        var came = await served.GetAsync("/openapi/v1.json", "none").TextAsync();
        if (Environment.GetEnvironmentVariable("TRACKER_APPROVE") == "1")
            await File.WriteAllTextAsync(Approved, came, TestContext.Current.CancellationToken);
        Assert.Equal(await File.ReadAllTextAsync(Approved, TestContext.Current.CancellationToken), came);
    }

    [Fact]
    public async Task EveryOperation_IsComplete()
    {
        var document = await served.GetAsync("/openapi/v1.json", "none").JsonAsync();
        Assert.StartsWith("3.1", document.Text("openapi"), StringComparison.Ordinal);
        foreach (var (name, operation) in Operation.All(document))
        {
            Assert.False(string.IsNullOrEmpty(operation.Text("summary")), name);
            foreach (var parameter in operation.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray() : [])
                Assert.True(parameter.TryGetProperty("example", out _) && parameter.TryGetProperty("description", out _), $"{name} {parameter.Text("name")}");
            var responses = operation.GetProperty("responses").EnumerateObject().ToArray();
            Assert.Contains(responses, response => response.Name.StartsWith('2'));
            if (!name.Contains("/health/", StringComparison.Ordinal))
                Assert.Empty(((string[])["400", "401", "403", "404", "406", "429", "500"]).Except(responses.Select(response => response.Name)));
            foreach (var response in responses.Where(response => response.Value.TryGetProperty("content", out _)))
            {
                foreach (var content in response.Value.GetProperty("content").EnumerateObject())
                {
                    Assert.True(content.Value.TryGetProperty("schema", out _), $"{name} {response.Name}");
                    Assert.Equal(response.Name[0] >= '4', content.Name == "application/problem+json");
                    if (content.Name is "application/json" or "text/csv")
                        Assert.True(content.Value.TryGetProperty("example", out _), $"{name} {response.Name} {content.Name}");
                }
            }
        }
    }

    [Fact]
    public async Task EveryReference_Resolves()
    {
        var document = await served.GetAsync("/openapi/v1.json", "none").JsonAsync();
        foreach (var reference in References(document))
        {
            var found = document;
            foreach (var part in reference[2..].Split('/'))
                Assert.True(found.TryGetProperty(part, out found), reference);
        }
    }

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => member.Name == "$ref" ? [member.Value.GetString()!] : References(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };
}
