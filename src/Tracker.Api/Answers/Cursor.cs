using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Tracker.Api.Answers;

/// <summary>Where a page ended, as text that fits into an address: the key of its last item.</summary>
internal static class Cursor
{
    private const char Between = ' ';

    public static string Of(params ReadOnlySpan<object> key)
    {
        var texts = new string[key.Length];
        for (var i = 0; i < key.Length; i++)
            texts[i] = Convert.ToString(key[i], CultureInfo.InvariantCulture)!;
        return Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Join(Between, texts)));
    }

    /// <summary>The parts of the key; null for no cursor.</summary>
    /// <exception cref="Problem">It is not one that a page gave.</exception>
    public static long[]? Read(string? cursor, int parts)
    {
        if (cursor is null)
            return null;
        var bytes = new byte[cursor.Length];
        if (Base64Url.IsValid(cursor) && Base64Url.TryDecodeFromChars(cursor, bytes, out var length))
        {
            var texts = Encoding.UTF8.GetString(bytes.AsSpan(0, length)).Split(Between);
            var key = new long[texts.Length];
            var whole = texts.Length == parts;
            for (var i = 0; i < texts.Length; i++)
                whole &= long.TryParse(texts[i], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out key[i]);
            if (whole)
                return key;
        }

        throw Problem.BadRequest("cursor: expected one of a link to a next page");
    }

    /// <summary>The address of the same list from there on.</summary>
    public static string Link(HttpContext http, string cursor)
    {
        var query = http.Request.Query.Where(pair => pair.Key != "cursor").SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value));
        return http.Request.PathBase + http.Request.Path + QueryString.Create([.. query, KeyValuePair.Create("cursor", (string?)cursor)]);
    }
}
