using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;
using Tracker.Storage.Results;

namespace Tracker.Api.Answers;

/// <summary>Weak entity tags: an answer is the same as long as the data, the program and the address are.</summary>
internal static class Stamp
{
    private const int Digits = 16;

    private static readonly string Program = CodeVersion.Of(typeof(Stamp).Assembly, typeof(CodeVersion).Assembly, typeof(Core.Panel.Month).Assembly);

    /// <summary>Tags the answer; true where the client has it already, and then all is said.</summary>
    /// <param name="http">The request.</param>
    /// <param name="version">Of the data that the answer is made from.</param>
    public static bool IsKnown(HttpContext http, string version)
    {
        var text = Encoding.UTF8.GetBytes($"{Program}\n{version}\n{Media.Of(http)}");
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(text))[..Digits]}\"", isWeak: true);
        var headers = http.Response.GetTypedHeaders();
        headers.ETag = tag;
        headers.CacheControl = new() { Private = true, NoCache = true };
        http.Response.Headers.Vary = HeaderNames.Accept;
        if (!http.Request.GetTypedHeaders().IfNoneMatch.Any(known => !known.Equals(EntityTagHeaderValue.Any) && known.Compare(tag, useStrongComparison: false)))
            return false;
        http.Response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }

    /// <summary>Whether the client wants only what is not there (<c>If-None-Match: *</c>); where there is an answer, all is said then.</summary>
    public static bool IsAnyKnown(HttpContext http)
    {
        if (!http.Request.GetTypedHeaders().IfNoneMatch.Contains(EntityTagHeaderValue.Any))
            return false;
        http.Response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }
}
