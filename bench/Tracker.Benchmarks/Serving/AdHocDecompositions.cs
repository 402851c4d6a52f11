using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Tracker.Benchmarks.Serving;

/// <summary>How long an analyst waits for a decomposition that nobody planned: from the request to the whole answer, each of another series, so that none is stored.</summary>
internal sealed class AdHocDecompositions(HttpClient client, TextWriter output, TextWriter notes)
{
    private const int Requests = 24;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public async Task<bool> RunAsync(int consumers)
    {
        var sectors = await NamesAsync("/api/v1/sectors", "sector");
        var metrics = await NamesAsync("/api/v1/metrics", "metric");
        var (seconds, refused) = (new List<double>(), 0);
        for (var i = 0; i < Requests; i++)
        {
            var (sector, metric) = (sectors[i % sectors.Count], metrics[i % metrics.Count]);
            notes.WriteLine($"decomposition of {metric} of {sector}");
            var watch = Stopwatch.StartNew();
            if (await AskAsync(sector, metric))
                seconds.Add(watch.Elapsed.TotalSeconds);
            else
                refused++;
        }

        seconds.Sort();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"POST /api/v1/decompositions of {consumers:N0} consumers, until the answer is read: {seconds[seconds.Count / 2]:0.00} s at the median of {seconds.Count} (least {seconds[0]:0.00}, most {seconds[^1]:0.00}; {refused} refused)"));
        return seconds[seconds.Count / 2] < 1;
    }

    private async Task<bool> AskAsync(string sector, string metric)
    {
        using var asked = await client.PostAsJsonAsync("/api/v1/decompositions", new { sector, metric });
        asked.EnsureSuccessStatusCode();
        while (true)
        {
            using var request = await client.GetAsync(asked.Headers.Location);
            if (request.StatusCode == HttpStatusCode.UnprocessableEntity)
                return false;
            var state = await request.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
            if (state.GetProperty("answerAt") is { ValueKind: JsonValueKind.String } answer)
            {
                await client.GetByteArrayAsync(new Uri(answer.GetString()!, UriKind.Relative));
                return true;
            }

            if (state.GetProperty("status").GetString() == "failed")
                throw new InvalidOperationException($"{metric} of {sector}: {state}");
            await Task.Delay(Pause);
        }
    }

    private async Task<IReadOnlyList<string>> NamesAsync(string path, string member)
    {
        var list = await client.GetFromJsonAsync<JsonElement>(path);
        return [.. list.GetProperty("items").EnumerateArray().Select(one => one.GetProperty(member).GetString()!)];
    }
}
