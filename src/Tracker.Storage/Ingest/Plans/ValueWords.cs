using System.Text;

namespace Tracker.Storage.Ingest.Plans;

/// <summary>What the values of a column mean: some by name, the empty one, and all others. What is not listed stays as it is.</summary>
internal sealed class ValueWords
{
    private readonly ByteKeyMap places = new();
    private readonly byte[][] words;
    private readonly byte[]? empty;
    private readonly byte[]? other;

    public ValueWords(IReadOnlyDictionary<string, string> values, string? empty, string? other)
    {
        words = [.. values.Values.Select(Encoding.UTF8.GetBytes)];
        var place = 0;
        foreach (var value in values.Keys)
            places.Add(Encoding.UTF8.GetBytes(value), place++);
        this.empty = empty is null ? null : Encoding.UTF8.GetBytes(empty);
        this.other = other is null ? null : Encoding.UTF8.GetBytes(other);
    }

    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
            return empty;
        if (places.TryGet(value, out var place))
            return words[place];
        return other is null ? value : other;
    }
}
