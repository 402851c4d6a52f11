using System.Text;

namespace Tracker.Storage.Ingest.Plans;

/// <summary>
/// A pattern of a date or time: yyyy, MM (M for one or two digits), MMM (Jan), dd, HH, hh with tt (AM, PM), mm, ss, f to ffffff, zzz (an offset or Z),
/// and text as it stands, letters in single quotes.
/// </summary>
internal sealed class TimePattern
{
    private readonly record struct Part(char Field, int Letters, byte Literal = 0);

    private const char Literal = '\0';
    private static readonly string[] MonthNames = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] Fields = ["yyyy", "MMM", "MM", "M", "dd", "d", "HH", "H", "hh", "h", "mm", "m", "ss", "s", "ffffff", "fffff", "ffff", "fff", "ff", "f", "tt", "zzz"];
    private readonly List<Part> parts = [];

    private TimePattern()
    {
    }

    /// <param name="isOfMonths">Whether the day may be missing; it is the first then.</param>
    /// <exception cref="FormatException">A letter that is no part of a pattern, or no year, month and day.</exception>
    public static TimePattern Parse(string text, bool isOfMonths = false)
    {
        var pattern = new TimePattern();
        for (var at = 0; at < text.Length;)
        {
            var end = text[at] == '\'' ? text.IndexOf('\'', at + 1) : -1;
            if (text[at] == '\'')
            {
                if (end < 0)
                    throw new FormatException($"expected a closing ' in the pattern {text}");
                pattern.Add(text[(at + 1)..end]);
                at = end + 1;
            }
            else if (Fields.FirstOrDefault(field => string.CompareOrdinal(text, at, field, 0, field.Length) == 0) is { } found)
            {
                pattern.parts.Add(new(found[0], found.Length));
                at += found.Length;
            }
            else if (char.IsAsciiLetter(text[at]) && text[at] != 'T')
            {
                throw new FormatException($"expected iso, unix_seconds, unix_milliseconds or a pattern such as dd/MM/yyyy HH:mm, got {text}");
            }
            else
            {
                pattern.Add(text[at..++at]);
            }
        }

        if ((isOfMonths ? "yM" : "yMd").Any(field => !pattern.Has(field)))
            throw new FormatException($"expected yyyy{(isOfMonths ? " and MM" : ", MM and dd")} in the pattern, got {text}");
        if (pattern.parts.FindIndex(part => part.Field == 'z') is >= 0 and var offset && offset < pattern.parts.Count - 1)
            throw new FormatException($"expected zzz at the end of the pattern {text}");
        return pattern.Has('h') == pattern.Has('t') ? pattern : throw new FormatException($"expected hh and tt together, or HH, in the pattern {text}");
    }

    public bool TryParse(ReadOnlySpan<byte> text, PanelZone zone, out long instant)
    {
        instant = 0;
        int year = 0, month = 0, day = Has('d') ? 0 : 1;
        long time = 0;
        var isAfternoon = false;
        long? offset = null;
        foreach (var part in parts)
        {
            var value = 0;
            var length = 1;
            switch (part.Field)
            {
                case Literal:
                    if (text.IsEmpty || text[0] != part.Literal)
                        return false;
                    break;
                case 'M' when part.Letters == 3:
                    if (!TryMonthName(text, out month))
                        return false;
                    length = 3;
                    break;
                case 't':
                    if (text.Length < 2 || (text[1] | 0x20) != 'm' || (text[0] | 0x20) is not ('a' or 'p'))
                        return false;
                    (isAfternoon, length) = ((text[0] | 0x20) == 'p', 2);
                    break;
                case 'z':
                    if (!Instant.TryOffset(text, out offset))
                        return false;
                    length = text.Length;
                    break;
                default:
                    if (!TryDigits(text, part.Letters, out value, out length))
                        return false;
                    break;
            }

            text = text[length..];
            switch (part.Field)
            {
                case 'y': year = value; break;
                case 'M' when part.Letters < 3: month = value; break;
                case 'd': day = value; break;
                case 'H' when value < 24: time += value * 3600 * Instant.Second; break;
                case 'h' when value is >= 1 and <= 12: time += value % 12 * 3600 * Instant.Second; break;
                case 'm' when value < 60: time += value * 60 * Instant.Second; break;
                case 's' when value < 60: time += value * Instant.Second; break;
                case 'f': time += value * (long)Math.Pow(10, 6 - part.Letters); break;
                case 'H' or 'h' or 'm' or 's': return false;
            }
        }

        if (!text.IsEmpty || !Instant.TryDay(year, month, day, out var number))
            return false;
        time += isAfternoon ? 12 * 3600 * Instant.Second : 0;
        instant = offset is { } known ? number * Instant.Day + time - known : zone.InstantOf(number, time);
        return true;
    }

    private void Add(string literal) => parts.AddRange(Encoding.UTF8.GetBytes(literal).Select(letter => new Part(Literal, 1, letter)));

    private bool Has(char field) => parts.Exists(part => part.Field == field);

    /// <summary>As many digits as letters; one letter stands for one or two.</summary>
    private static bool TryDigits(ReadOnlySpan<byte> text, int letters, out int value, out int length)
    {
        length = letters > 1 ? letters : text.Length > 1 && char.IsAsciiDigit((char)text[1]) ? 2 : 1;
        value = 0;
        return text.Length >= length && Instant.Digits(text[..length], out value);
    }

    private static bool TryMonthName(ReadOnlySpan<byte> text, out int month)
    {
        month = 0;
        if (text.Length < 3)
            return false;
        for (var i = 0; i < MonthNames.Length; i++)
        {
            var name = MonthNames[i];
            if ((text[0] | 0x20) == name[0] && (text[1] | 0x20) == name[1] && (text[2] | 0x20) == name[2])
                month = i + 1;
        }

        return month > 0;
    }
}
