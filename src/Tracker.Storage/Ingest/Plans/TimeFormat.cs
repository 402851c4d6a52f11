using System.Buffers.Text;

namespace Tracker.Storage.Ingest.Plans;

/// <summary>How a file writes times: ISO 8601, seconds or milliseconds since 1970, or a pattern such as <c>dd/MM/yyyy HH:mm</c>.</summary>
internal sealed class TimeFormat
{
    public static readonly TimeFormat Iso = new("iso", null, 0);

    private static readonly long Epoch1970 = Instant.DayOf(new DateOnly(1970, 1, 1)) * Instant.Day;
    private static readonly long End = Instant.DayOf(new DateOnly(Instant.LastYear, 12, 31)) * Instant.Day + Instant.Day;
    private readonly string name;
    private readonly TimePattern? pattern;
    private readonly long unit; // microseconds; 0 where it is no count

    private TimeFormat(string name, TimePattern? pattern, long unit) => (this.name, this.pattern, this.unit) = (name, pattern, unit);

    /// <summary>The pattern, or the word for the way it is written.</summary>
    public string Pattern => name;

    /// <summary>What a row is expected to hold, for a reject.</summary>
    public string Expected => this == Iso ? "an ISO 8601 time" : unit > 0 ? name.Replace('_', ' ') + " since 1970" : $"a time such as {name}";

    /// <param name="text">iso, unix_seconds, unix_milliseconds or a pattern.</param>
    /// <exception cref="FormatException">It is none of these.</exception>
    public static TimeFormat Parse(string text) => text switch
    {
        "iso" => Iso,
        "unix_seconds" => new(text, null, Instant.Second),
        "unix_milliseconds" => new(text, null, Instant.Second / 1000),
        _ => new(text, TimePattern.Parse(text), 0),
    };

    /// <summary>How a file writes months; null for yyyy-MM.</summary>
    /// <param name="text">iso, or a pattern, in which the day may be missing.</param>
    /// <exception cref="FormatException">It is none of these.</exception>
    public static TimeFormat? ParseMonth(string text) => text == "iso" ? null : new(text, TimePattern.Parse(text, isOfMonths: true), 0);

    /// <param name="zone">Where a time without an offset is.</param>
    public bool TryParse(ReadOnlySpan<byte> text, PanelZone zone, out long instant)
    {
        if (unit == 0)
            return pattern is null ? Instant.TryParse(text, zone, out instant) : pattern.TryParse(text, zone, out instant);
        instant = 0;
        if (!Utf8Parser.TryParse(text, out long count, out var used) || used != text.Length || count < 0 || count >= (End - Epoch1970) / unit)
            return false;
        instant = Epoch1970 + count * unit;
        return true;
    }
}
