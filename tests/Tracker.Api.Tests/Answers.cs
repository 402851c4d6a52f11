using System.Net;
using System.Text.Json;

namespace Tracker.Api.Tests;

/// <summary>Reads answers, and checks what holds for each.</summary>
internal static class Answers
{
    public static async Task<JsonElement> JsonAsync(this Task<HttpResponseMessage> sending, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var response = await sending;
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == expected, $"{response.RequestMessage!.RequestUri}: expected {expected}, got {response.StatusCode}: {text}");
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    public static async Task<string> TextAsync(this Task<HttpResponseMessage> sending)
    {
        using var response = await sending;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The status, and a problem document where it is an error.</summary>
    public static async Task<string> ProblemAsync(this Task<HttpResponseMessage> sending, HttpStatusCode expected)
    {
        using var response = await sending;
        Assert.Equal(expected, response.StatusCode);
        return await ProblemOf(response);
    }

    /// <summary>The detail of the problem document that the answer is.</summary>
    public static async Task<string> ProblemOf(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var asked = $"{response.RequestMessage!.Method} {response.RequestMessage.RequestUri}: {text}";
        Assert.True(response.Content.Headers.ContentType?.MediaType == "application/problem+json", asked);
        using var document = JsonDocument.Parse(text);
        var problem = document.RootElement;
        Assert.True(problem.GetProperty("status").GetInt32() == (int)response.StatusCode, asked);
        Assert.True(problem.GetProperty("title").GetString() is { Length: > 0 } && problem.GetProperty("type").GetString() is { Length: > 0 }, asked);
        Assert.DoesNotContain("Tracker.", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        return problem.GetProperty("detail").GetString()!;
    }

    public static IReadOnlyList<JsonElement> Items(this JsonElement page) => [.. page.GetProperty("items").EnumerateArray()];

    public static string Text(this JsonElement record, string name) => record.GetProperty(name).GetString()!;
}
