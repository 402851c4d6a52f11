using System.Runtime.CompilerServices;
using Tracker.Storage.Ingest.Json;

namespace Tracker.Storage.Ingest.Plans;

/// <summary>Where a text comes from in the rows of one file: a column, a path within one, or a constant; with a meaning for its values where one is given.</summary>
internal sealed class TextSource
{
    public static readonly TextSource None = new();

    private readonly byte[]? constant;
    private readonly JsonPaths? inside;
    private readonly ValueWords? words;
    private readonly bool isPlain = true;

    private TextSource() => Column = -1;

    public TextSource(byte[] constant)
        : this() => (this.constant, isPlain) = (constant, false);

    public TextSource(int column, string? inside, ValueWords? words)
    {
        (Column, this.words) = (column, words);
        this.inside = inside is null ? null : new JsonPaths([inside]);
        isPlain = inside is null && words is null;
    }

    /// <summary>−1 without a column.</summary>
    public int Column { get; }

    public bool IsThere => Column >= 0 || constant is not null;

    /// <summary>Empty where the row, or the file, has none. It is valid until the scratch is cleared.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // nearly all are plain: then it is the field itself
    public ReadOnlySpan<byte> Read<T>(ref T fields, RowScratch scratch)
        where T : IRowFields, allows ref struct => isPlain ? fields[Column] : ReadMapped(ref fields, scratch);

    private ReadOnlySpan<byte> ReadMapped<T>(ref T fields, RowScratch scratch)
        where T : IRowFields, allows ref struct
    {
        if (constant is not null)
            return constant;
        var value = fields[Column];
        if (inside is not null)
            value = scratch.ReadInside(value, inside);
        return words is null ? value : words.Of(value);
    }
}
