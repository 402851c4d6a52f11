using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tracker.Api.Tests.OpenApi;

/// <summary>Requests that are almost in order, made from the API document with a seed.</summary>
[Collection(typeof(Served))]
public class FuzzTests(Served served)
{
    private static readonly string[] Oddities =
    [
        "", " ", "0", "-1", "1e400", "NaN", "9223372036854775808", "-9223372036854775808", "2147483648", "true", "null", "[]", "{}", "2025-13", "0000-00", "9999-12", "10000-01",
        "' OR '1'='1", "'; DROP TABLE tracker.runs; --", "\") OR 1=1 --", "$1", "%", "%00", "\\", "../../etc/passwd", "<script>", "=1+1", "\u0000", "\ud800", "é̈🦆", "\u202e", "\r\nX: y",
        new('x', 3000), "Travel", "total_spend", "rank", "12", "2025-10", "AAAA", "MTIgMTAw",
    ];

    private static readonly string[] Accepts = ["application/json", "text/csv", "*/*", "application/xml", "nonsense", "text/csv;q=2", ";;;", Workbook.Type, "*/*;q=0.1, application/*"];

    [Fact]
    public Task NoRequest_EndsInAFault_AndEveryAnswerIsAsDescribed() => CheckAsync(500, seed: 20251031);

    [Fact(Explicit = true), Trait("soak", "api-requests")]
    public Task NoRequestOfTenThousand_EndsInAFault_AndEveryAnswerIsAsDescribed() => CheckAsync(10_000, seed: 7);

    private async Task CheckAsync(int requests, int seed)
    {
        var document = await served.GetAsync("/openapi/v1.json", "none").JsonAsync();
        var operations = Operation.All(document).ToArray();
        var random = new Random(seed);
        var before = await TablesAsync();
        var statuses = new SortedDictionary<int, int>();
        var check = new SchemaCheck(document);
        using var client = served.As("operator");
        for (var i = 0; i < requests; i++)
        {
            var (name, operation) = operations[i % operations.Length];
            using var request = Make(random, name, operation);
            using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
            var status = (int)response.StatusCode;
            statuses[status] = statuses.GetValueOrDefault(status) + 1;
            Assert.True(status < 500, $"request {i}: {request.Method} {request.RequestUri}: {status}");
            if (status >= 400)
                await Answers.ProblemOf(response);
            Assert.Null(await DifferenceAsync(check, $"{request.Method} {request.RequestUri}", operation, response));
        }

        Assert.Equal(before, await TablesAsync());
        Assert.True(statuses.GetValueOrDefault(400) > requests / 5 && statuses.GetValueOrDefault(200) > requests / 20, string.Join(' ', statuses));
    }

    /// <summary>Every text that a request can hold, one after the other, with SQL in it: in queries, paths, headers and bodies.</summary>
    [Fact]
    public async Task Sql_HasNoEffect_InAnyText()
    {
        string[] injections = ["x' OR '1'='1", "'; DROP TABLE tracker.work CASCADE; --", "\") UNION SELECT hash FROM tracker.api_keys --", "$$; DELETE FROM tracker.runs; $$", "\\'; SELECT pg_sleep(5); --"];
        var document = await served.GetAsync("/openapi/v1.json", "none").JsonAsync();
        var before = await TablesAsync();
        using var client = served.As("operator");
        var sent = 0;
        foreach (var (name, operation) in Operation.All(document))
        {
            foreach (var injection in injections)
            {
                foreach (var request in Injected(name, operation, injection))
                {
                    using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
                    var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                    Assert.True((int)response.StatusCode < 500, $"{request.Method} {request.RequestUri}: {response.StatusCode}");
                    Assert.DoesNotContain("\\x", text, StringComparison.Ordinal);
                    request.Dispose();
                    sent++;
                }
            }
        }

        Assert.True(sent > 300, $"{sent} requests");
        Assert.Equal(before, await TablesAsync());
    }

    /// <summary>A request in order for each text of the operation, but for that text.</summary>
    private static IEnumerable<HttpRequestMessage> Injected(string name, JsonElement operation, string injection)
    {
        JsonElement[] parameters = operation.TryGetProperty("parameters", out var known) ? [.. known.EnumerateArray()] : [];
        var body = operation.TryGetProperty("requestBody", out var taken) ? taken.GetProperty("content").GetProperty("application/json").GetProperty("example") : default;
        var members = body.ValueKind == JsonValueKind.Object ? body.EnumerateObject().Select(member => member.Name).ToArray() : [];
        foreach (var target in parameters.Select(parameter => parameter.Text("name")).Concat(members.Select(member => $"body {member}")))
        {
            var (path, query) = (name.Split(' ')[1], new List<string>());
            var request = new HttpRequestMessage(new HttpMethod(name.Split(' ')[0]), path);
            foreach (var parameter in parameters)
            {
                var value = parameter.Text("name") == target ? injection : parameter.GetProperty("example").ToString();
                if (parameter.Text("in") == "path")
                    path = path.Replace($"{{{parameter.Text("name")}}}", Encode(value), StringComparison.Ordinal);
                else if (parameter.Text("in") == "header")
                    request.Headers.TryAddWithoutValidation(parameter.Text("name"), value == injection ? value.Replace(' ', '+') : $"{value} {target} {injection.Length}".Replace(' ', '-'));
                else if (parameter.Text("name") == target || (parameter.TryGetProperty("required", out var required) && required.GetBoolean()))
                    query.Add($"{parameter.Text("name")}={Encode(value)}");
            }

            request.RequestUri = new(query.Count == 0 ? path : $"{path}?{string.Join('&', query)}", UriKind.Relative);
            if (members.Length > 0)
            {
                var changed = JsonNode.Parse(body.GetRawText())!.AsObject();
                if (target.StartsWith("body ", StringComparison.Ordinal))
                    changed[target[5..]] = changed[target[5..]] is JsonArray ? new JsonArray(injection) : injection;
                request.Content = new StringContent(changed.ToJsonString(), Encoding.UTF8, "application/json");
            }

            yield return request;
        }
    }

    /// <summary>What the document does not say of the answer; null where it is as described.</summary>
    private static async Task<string?> DifferenceAsync(SchemaCheck check, string asked, JsonElement operation, HttpResponseMessage response)
    {
        if (!operation.GetProperty("responses").TryGetProperty(((int)response.StatusCode).ToString(CultureInfo.InvariantCulture), out var described))
            return $"{asked}: {response.StatusCode} is not described";
        var type = response.Content.Headers.ContentType?.MediaType;
        if (type is null)
            return null;
        if (!described.GetProperty("content").TryGetProperty(type, out var content))
            return $"{asked}: {type} is not described";
        if (!type.EndsWith("json", StringComparison.Ordinal))
            return null;
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return check.Problem(answer.RootElement, content.GetProperty("schema")) is { } problem ? $"{asked}: {problem}" : null;
    }

    private static HttpRequestMessage Make(Random random, string name, JsonElement operation)
    {
        var (method, path) = (name.Split(' ')[0], name.Split(' ')[1]);
        var query = new List<string>();
        var headers = new List<(string Name, string Value)>();
        foreach (var parameter in operation.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray() : [])
        {
            var value = random.Next(2) == 0 ? parameter.GetProperty("example").ToString() : Odd(random);
            if (parameter.Text("in") == "header")
                headers.Add((parameter.Text("name"), random.Next(2) == 0 ? $"{value} {random.Next()}" : value));
            else if (parameter.Text("in") == "path")
                path = path.Replace($"{{{parameter.Text("name")}}}", Encode(value.Length is 0 or > 200 || value.Contains('\0', StringComparison.Ordinal) ? "x" : value), StringComparison.Ordinal);
            else if (random.Next(3) > 0)
                query.Add($"{parameter.Text("name")}={Encode(value)}");
        }

        if (random.Next(10) == 0)
            query.Add($"{Encode(Odd(random))}={Encode(Odd(random))}");
        var request = new HttpRequestMessage(new HttpMethod(method), new Uri(query.Count == 0 ? path : $"{path}?{string.Join('&', query)}", UriKind.Relative));
        foreach (var (header, value) in headers.Where(_ => random.Next(2) == 0))
            request.Headers.TryAddWithoutValidation(header, new string([.. value.Where(letter => letter is >= ' ' and <= '~')]));
        if (random.Next(4) == 0)
            request.Headers.TryAddWithoutValidation("Accept", Accepts[random.Next(Accepts.Length)]);
        if (operation.TryGetProperty("requestBody", out var body))
            request.Content = Body(random, JsonNode.Parse(body.GetProperty("content").GetProperty("application/json").GetProperty("example").GetRawText())!.AsObject());
        return request;
    }

    private static ByteArrayContent Body(Random random, JsonObject example)
    {
        var names = example.Select(member => member.Key).ToArray();
        JsonNode?[] odd = [null, 1, 1.5, true, new JsonArray(), new JsonObject(), new JsonArray(Odd(random)), .. Oddities.Where(text => text != "\ud800").Select(text => JsonValue.Create(text))];
        switch (random.Next(5))
        {
            case 4: break;
            case 0: example[names[random.Next(names.Length)]] = odd[random.Next(odd.Length)]; break;
            case 1: example.Remove(names[random.Next(names.Length)]); break;
            case 2: example[Odd(random).Replace("\ud800", "?", StringComparison.Ordinal)] = odd[random.Next(odd.Length)]; break;
            default: example[names[0]] = random.Next(2) == 0 ? "1900-01" : 0; break;
        }

        var bytes = Encoding.UTF8.GetBytes(example.ToJsonString());
        switch (random.Next(6))
        {
            case 0: bytes = bytes[..random.Next(bytes.Length)]; break;
            case 1: bytes[random.Next(bytes.Length)] = (byte)random.Next(256); break;
            case 2: bytes = Encoding.Unicode.GetBytes(example.ToJsonString()); break;
        }

        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(random.Next(8) switch { 0 => "text/plain", 1 => "application/json; charset=utf-16", _ => "application/json" });
        return content;
    }

    private static string Odd(Random random) => Oddities[random.Next(Oddities.Length)];

    /// <summary>As UTF-8; a half of a pair as the three bytes that are no UTF-8.</summary>
    private static string Encode(string text) => text == "\ud800" ? "%ED%A0%80" : Uri.EscapeDataString(text);

    /// <summary>Tables and columns, and how many rows there are of what no request may touch.</summary>
    private async Task<string> TablesAsync()
    {
        await using var command = served.Database.Source.CreateCommand(
            """
            SELECT (SELECT count(*) FROM information_schema.columns WHERE table_schema IN ('tracker', 'warehouse', 'mart')),
                   (SELECT count(*) FROM tracker.runs), (SELECT count(*) FROM tracker.movers), (SELECT count(*) FROM tracker.api_keys)
            """);
        await using var row = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        await row.ReadAsync(TestContext.Current.CancellationToken);
        return string.Join(' ', Enumerable.Range(0, row.FieldCount).Select(row.GetInt64));
    }
}
