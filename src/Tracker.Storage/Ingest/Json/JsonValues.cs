using System.Text.Json;

namespace Tracker.Storage.Ingest.Json;

/// <summary>The values that <see cref="JsonPaths"/> found in one JSON text, as ranges of its bytes. Made once, filled anew for each text.</summary>
internal sealed class JsonValues(int count)
{
    private readonly record struct Place(int Begin, int Length, bool IsUnescaped);

    private readonly Place[] places = new Place[count];
    private byte[] unescaped = [];
    private int used;

    /// <summary>Why a value cannot be used; null where all can.</summary>
    public string? Problem { get; set; }

    public void Clear()
    {
        Array.Clear(places);
        used = 0;
        Problem = null;
    }

    /// <summary>Empty where the text has no such value, or null.</summary>
    public ReadOnlySpan<byte> Get(int slot, ReadOnlySpan<byte> json)
    {
        var place = places[slot];
        return place.IsUnescaped ? unescaped.AsSpan(place.Begin, place.Length) : json.Slice(place.Begin, place.Length);
    }

    public void Set(int slot, ref Utf8JsonReader reader)
    {
        var length = reader.ValueSpan.Length;
        if (!reader.ValueIsEscaped)
        {
            var quote = reader.TokenType == JsonTokenType.String ? 1 : 0;
            places[slot] = reader.TokenType == JsonTokenType.Null ? default : new((int)reader.TokenStartIndex + quote, length, IsUnescaped: false);
            return;
        }

        if (unescaped.Length - used < length)
            Array.Resize(ref unescaped, Math.Max(1024, 2 * (used + length)));
        var written = reader.CopyString(unescaped.AsSpan(used));
        places[slot] = new(used, written, IsUnescaped: true);
        if (unescaped.AsSpan(used, written).Contains((byte)0))
            Problem = "a NUL character";
        used += written;
    }
}
