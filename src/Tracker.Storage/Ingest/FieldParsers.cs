using System.Buffers.Text;

namespace Tracker.Storage.Ingest;

/// <summary>Numbers and times from UTF-8 bytes, strictly: what is not wholly understood is not understood.</summary>
internal static class FieldParsers
{
    /// <summary>Money above this is a mistake of the file.</summary>
    public const decimal MaxAmount = 10_000_000_000m;

    private const double MaxQuantity = 1e12;

    /// <summary>Cents from "12.34" or "-5"; a third decimal and more are rounded half away from zero.</summary>
    public static bool TryCents(ReadOnlySpan<byte> text, out long cents)
    {
        if (TryPlainCents(text, out cents))
            return true;
        if (!Utf8Parser.TryParse(text, out decimal amount, out var used) || used != text.Length || Math.Abs(amount) > MaxAmount)
            return false;
        cents = (long)decimal.Round(amount * 100, MidpointRounding.AwayFromZero);
        return true;
    }

    public static bool TryQuantity(ReadOnlySpan<byte> text, out double quantity) =>
        Utf8Parser.TryParse(text, out quantity, out var used) && used == text.Length && Math.Abs(quantity) <= MaxQuantity;

    /// <summary>At most ten digits, a point and one or two decimals: nearly every amount there is.</summary>
    private static bool TryPlainCents(ReadOnlySpan<byte> text, out long cents)
    {
        cents = 0;
        var at = text.Length > 0 && text[0] == '-' ? 1 : 0;
        var begin = at;
        while (at < text.Length && char.IsAsciiDigit((char)text[at]))
            cents = 10 * cents + (text[at++] - '0');
        if (at == begin || at - begin > 10)
            return false;
        var decimals = text[at..];
        if (decimals.Length is 2 or 3 && decimals[0] == '.' && char.IsAsciiDigit((char)decimals[1]) && char.IsAsciiDigit((char)decimals[^1]))
            cents = 100 * cents + 10 * (decimals[1] - '0') + (decimals.Length == 3 ? decimals[2] - '0' : 0);
        else if (decimals.Length == 0)
            cents *= 100;
        else
            return false;
        if (begin == 1)
            cents = -cents;
        return Math.Abs(cents) <= (long)(MaxAmount * 100);
    }
}
