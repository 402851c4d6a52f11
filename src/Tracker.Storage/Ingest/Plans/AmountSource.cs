using System.Buffers.Text;

namespace Tracker.Storage.Ingest.Plans;

/// <summary>How money is read from the rows of one file: one column, or a product of two; in units or in parts of them.</summary>
/// <param name="Second">What <paramref name="First"/> is multiplied by; null for nothing.</param>
/// <param name="Divisor">How many of the file's units make one of the currency: 1,000,000 for micro-units.</param>
/// <param name="Negate">Whether the file writes money spent below zero.</param>
/// <param name="DecimalComma">Whether the file writes 1234,56.</param>
internal sealed record AmountSource(TextSource First, TextSource? Second = null, decimal Divisor = 1, bool Negate = false, bool DecimalComma = false)
{
    private const int MaxDigits = 40;

    /// <summary>The file's units may be small parts of the currency; the product of two such numbers must still be a decimal (7.9e28).</summary>
    private const decimal MaxNumber = 1e14m;

    private readonly bool isPlain = Second is null && Divisor == 1 && !Negate && !DecimalComma;

    /// <summary>Cents, rounded half away from zero; false where there is no amount, or more money than there is.</summary>
    /// <param name="isEmpty">Whether the row says nothing.</param>
    public bool TryCents<T>(ref T fields, RowScratch scratch, out long cents, out bool isEmpty)
        where T : IRowFields, allows ref struct
    {
        var text = First.Read(ref fields, scratch);
        isEmpty = text.IsEmpty;
        if (isPlain)
            return FieldParsers.TryCents(text, out cents);
        cents = 0;
        if (!TryNumber(text, out var amount))
            return false;
        if (Second is not null)
        {
            if (!TryNumber(Second.Read(ref fields, scratch), out var factor))
                return false;
            amount *= factor;
        }

        amount = (Negate ? -amount : amount) / Divisor;
        if (Math.Abs(amount) > FieldParsers.MaxAmount)
            return false;
        cents = (long)decimal.Round(amount * 100, MidpointRounding.AwayFromZero);
        return true;
    }

    private bool TryNumber(ReadOnlySpan<byte> text, out decimal number)
    {
        number = 0;
        if (!DecimalComma)
            return TryPlain(text, out number);
        Span<byte> point = stackalloc byte[MaxDigits];
        if (text.Length > MaxDigits || text.Contains((byte)'.'))
            return false;
        text.Replace(point, (byte)',', (byte)'.');
        return TryPlain(point[..text.Length], out number);
    }

    private static bool TryPlain(ReadOnlySpan<byte> text, out decimal number) =>
        Utf8Parser.TryParse(text, out number, out var used) && used == text.Length && Math.Abs(number) <= MaxNumber;
}
