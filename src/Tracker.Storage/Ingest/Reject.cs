using System.Text;

namespace Tracker.Storage.Ingest;

/// <summary>A row that was not accepted, and why.</summary>
/// <param name="Column">The column at fault; null where it is the row as a whole.</param>
/// <param name="Raw">The first <see cref="MaxRaw"/> characters of the row.</param>
public sealed record Reject(string File, long Line, string? Column, string Reason, string Raw)
{
    public const int MaxRaw = 1000;

    /// <summary>Text that PostgreSQL can keep, whatever the bytes are.</summary>
    internal static string RawText(ReadOnlySpan<byte> raw)
    {
        var text = Encoding.UTF8.GetString(raw[..Math.Min(raw.Length, 4 * MaxRaw)]).Replace('\0', '\uFFFD');
        return text.Length <= MaxRaw ? text : text[..(char.IsHighSurrogate(text[MaxRaw - 1]) ? MaxRaw - 1 : MaxRaw)];
    }
}
