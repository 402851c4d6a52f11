namespace Tracker.Storage.Ingest;

/// <summary>A point in time as PostgreSQL stores it: microseconds since 2000-01-01 UTC.</summary>
internal static class Instant
{
    public const long Second = 1_000_000;
    public const long Day = 86_400 * Second;

    /// <summary>Earlier and later dates are mistakes of the file: nobody paid by card then.</summary>
    public const int FirstYear = 1970;

    public const int LastYear = 2099;

    private static readonly int Epoch = new DateOnly(2000, 1, 1).DayNumber;

    /// <summary>The day in UTC.</summary>
    public static DateOnly DateOf(long instant) => DateOfDay(DayIndexOf(instant));

    /// <summary>The day in UTC, in days from 2000-01-01.</summary>
    public static int DayIndexOf(long instant) => (int)((instant - (instant < 0 ? Day - 1 : 0)) / Day);

    /// <param name="day">Days from 2000-01-01.</param>
    public static DateOnly DateOfDay(int day) => DateOnly.FromDayNumber(Epoch + day);

    /// <summary>Days from 2000-01-01.</summary>
    public static int DayOf(DateOnly date) => date.DayNumber - Epoch;

    public static DateTime UtcOf(long instant) => new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddTicks(instant * 10);

    public static long Of(DateTime utc) => (utc.Ticks - new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>
    /// Reads ISO 8601: 2025-10-03, 2025-10-03T14:05, with seconds, a fraction to microseconds, and Z or an offset; a space may stand for T.
    /// A time without an offset is in the panel's zone.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> text, PanelZone zone, out long instant)
    {
        instant = 0;
        if (text.Length < 10 || text[4] != '-' || text[7] != '-'
            || !Digits(text[..4], out var year) || !Digits(text[5..7], out var month) || !Digits(text[8..10], out var day)
            || !TryDay(year, month, day, out var number))
            return false;
        var time = 0L;
        long? offset = null;
        if (text.Length > 10 && (text[10] is not ((byte)'T' or (byte)' ') || !TryTime(text[11..], ref time, ref offset)))
            return false;
        instant = offset is { } known ? number * Day + time - known : zone.InstantOf(number, time);
        return true;
    }

    /// <summary>Days from 2000-01-01 of a date in the years that are read; false where there is no such date.</summary>
    public static bool TryDay(int year, int month, int day, out int number)
    {
        number = 0;
        if (year is < FirstYear or > LastYear || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        number = new DateOnly(year, month, day).DayNumber - Epoch;
        return true;
    }

    private static bool TryTime(ReadOnlySpan<byte> text, ref long instant, ref long? offset)
    {
        if (text.Length < 5 || text[2] != ':' || !Digits(text[..2], out var hour) || !Digits(text[3..5], out var minute) || hour > 23 || minute > 59)
            return false;
        instant += (3600 * hour + 60 * minute) * Second;
        text = text[5..];
        if (text.Length >= 3 && text[0] == ':')
        {
            if (!Digits(text[1..3], out var second) || second > 59)
                return false;
            instant += second * Second;
            text = text[3..];
            if (text.Length >= 2 && text[0] is (byte)'.' or (byte)',' && !TryFraction(ref text, ref instant))
                return false;
        }

        return text.IsEmpty || TryOffset(text, out offset);
    }

    private static bool TryFraction(ref ReadOnlySpan<byte> text, ref long instant)
    {
        var unit = Second / 10;
        var at = 1;
        for (; at < text.Length && char.IsAsciiDigit((char)text[at]); at++, unit /= 10)
            instant += (text[at] - '0') * unit;
        text = text[at..];
        return at > 1;
    }

    /// <summary>Reads Z, +01, +0130 or +01:30 as microseconds east of UTC.</summary>
    public static bool TryOffset(ReadOnlySpan<byte> text, out long? offset)
    {
        offset = 0;
        if (text.Length == 1 && text[0] == 'Z')
            return true;
        if (text.IsEmpty || text[0] is not ((byte)'+' or (byte)'-') || text.Length is not (3 or 5 or 6) || !Digits(text[1..3], out var hours) || hours > 14)
            return false;
        var minutes = 0;
        if (text.Length > 3 && ((text.Length == 6 && text[3] != ':') || !Digits(text[^2..], out minutes) || minutes > 59))
            return false;
        offset = (text[0] == '+' ? 1 : -1) * (3600 * hours + 60 * minutes) * Second;
        return true;
    }

    public static bool Digits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var digit in text)
        {
            if (!char.IsAsciiDigit((char)digit))
                return false;
            value = 10 * value + digit - '0';
        }

        return true;
    }
}
