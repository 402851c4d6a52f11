using System.Text.Json;
using Microsoft.Extensions.Caching.Memory;
using Tracker.Api.Output;

namespace Tracker.Api.Answers;

/// <summary>The bytes of an answer.</summary>
/// <param name="Body">All of it.</param>
/// <param name="ContentType">With its parameters.</param>
/// <param name="Next">Where the next page is; null where there is none.</param>
internal sealed record Written(byte[] Body, string ContentType, string? Next = null)
{
    private const string CsvType = $"{Media.Csv}; charset=utf-8; header=present";
    private const string JsonType = $"{Media.Json}; charset=utf-8";

    public static Written Json<T>(T value, string? next = null) => new(JsonSerializer.SerializeToUtf8Bytes(value, StrictJson.Options), JsonType, next);

    /// <summary>The header Link of a page that another one follows.</summary>
    public static string LinkTo(string next) => $"<{next}>; rel=\"next\"";

    /// <param name="media">CSV, which takes the last sheet, or a workbook.</param>
    /// <param name="sheets">What there is.</param>
    /// <param name="next">Where the next page is.</param>
    public static Written Sheets(string media, IReadOnlyList<Sheet> sheets, string? next = null)
    {
        using var stream = new MemoryStream();
        if (media == Media.Csv)
            CsvOutput.Write(stream, sheets[^1]);
        else
            WorkbookOutput.Write(stream, sheets);
        return new(stream.ToArray(), media == Media.Csv ? CsvType : Media.Workbook, next);
    }
}

/// <summary>Answers as they were written last: the same as long as their tag is, so they are not read and written again for the next who asks.</summary>
internal sealed class WrittenAnswers : IDisposable
{
    private const long Bytes = 64 << 20;
    private const long Overhead = 1000;

    private readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = Bytes });

    /// <summary>Sends an answer, or that the client has it.</summary>
    /// <param name="http">The request.</param>
    /// <param name="version">Of the data that the answer is made from.</param>
    /// <param name="write">Reads and writes it.</param>
    public static async Task SendAsync(HttpContext http, string version, Func<Task<Written>> write)
    {
        if (Stamp.IsKnown(http, version))
            return;
        var answer = await http.RequestServices.GetRequiredService<WrittenAnswers>().OfAsync($"{version}\n{Media.Of(http)}\n{http.Request.PathBase}{http.Request.Path}{http.Request.QueryString}", write);
        if (Stamp.IsAnyKnown(http))
            return;
        var response = http.Response;
        if (answer.Next is { } next)
            response.Headers.Link = Written.LinkTo(next);
        response.ContentType = answer.ContentType;
        response.ContentLength = answer.Body.Length;
        await response.Body.WriteAsync(answer.Body, http.RequestAborted);
    }

    public void Dispose() => cache.Dispose();

    private async Task<Written> OfAsync(string key, Func<Task<Written>> write)
    {
        if (cache.TryGetValue(key, out Written? known))
            return known!;
        var written = await write();
        return cache.Set(key, written, new MemoryCacheEntryOptions { Size = written.Body.Length + Overhead + 2 * key.Length });
    }
}
