using System.Collections.Frozen;
using System.Security.Cryptography;

namespace Tracker.Api.Pages;

/// <summary>The style sheet and the scripts of the pages, which the assembly holds. Their address has their hash in it, so a browser asks for each once.</summary>
internal static class Assets
{
    private const string Folder = "assets/";
    private const string Compressed = ".br";
    private const int Digits = 16;
    private const string Forever = "public, max-age=31536000, immutable";

    private static readonly FrozenDictionary<string, Asset> All = Names().ToFrozenDictionary(name => name, AssetOf);

    public static string Url(string name) => $"/{Folder}{All[name].Hash}/{name}";

    public static void MapAssets(this IEndpointRouteBuilder routes) =>
        routes.MapGet($"/{Folder}{{hash}}/{{name}}", Send).AllowAnonymous().ExcludeFromDescription();

    private static IResult Send(HttpContext http, string hash, string name)
    {
        if (!All.TryGetValue(name, out var asset) || asset.Hash != hash)
            return TypedResults.NotFound();
        http.Response.Headers.CacheControl = Forever;
        http.Response.Headers.Vary = "Accept-Encoding";
        if (!http.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.OrdinalIgnoreCase))
            return TypedResults.Bytes(asset.Whole, asset.ContentType);
        http.Response.Headers.ContentEncoding = "br";
        return TypedResults.Bytes(asset.Brotli, asset.ContentType);
    }

    private static IEnumerable<string> Names() =>
        typeof(Assets).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && !name.EndsWith(Compressed, StringComparison.Ordinal))
            .Select(name => name[Folder.Length..]);

    private static Asset AssetOf(string name)
    {
        var whole = Read(name);
        var type = name.EndsWith(".css", StringComparison.Ordinal) ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8";
        return new(Convert.ToHexStringLower(SHA256.HashData(whole))[..Digits], type, whole, Read(name + Compressed));
    }

    private static byte[] Read(string name)
    {
        using var resource = typeof(Assets).Assembly.GetManifestResourceStream(Folder + name)!;
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return bytes;
    }

    private sealed record Asset(string Hash, string ContentType, byte[] Whole, byte[] Brotli);
}
