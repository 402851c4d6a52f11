using System.Buffers.Text;

namespace Tracker.Synthetic.Writing;

/// <summary>Bytes of CSV on their way to a stream. The texts of a panel need no quotes.</summary>
internal sealed class RowBuffer(Stream stream) : IDisposable
{
    private const int Capacity = 1 << 18;

    /// <summary>Room for one field or fixed piece; none is longer.</summary>
    private const int Room = 256;

    private readonly byte[] bytes = new byte[Capacity];
    private int length;

    public void Text(ReadOnlySpan<byte> text)
    {
        Reserve();
        text.CopyTo(bytes.AsSpan(length));
        length += text.Length;
    }

    /// <summary>A whole number, padded with zeros to <paramref name="digits"/>.</summary>
    public void Number(long value, int digits = 1)
    {
        Reserve();
        Utf8Formatter.TryFormat(value, bytes.AsSpan(length), out var written, new('D', (byte)digits));
        length += written;
    }

    /// <summary>Cents in units, with two decimals.</summary>
    public void Money(long cents)
    {
        Number(cents / 100);
        Reserve();
        bytes[length++] = (byte)'.';
        Two((int)(cents % 100));
    }

    public void Two(int value)
    {
        bytes[length++] = (byte)('0' + value / 10);
        bytes[length++] = (byte)('0' + value % 10);
    }

    public void Byte(char character) => bytes[length++] = (byte)character;

    public void Dispose()
    {
        stream.Write(bytes, 0, length);
        length = 0;
        stream.Dispose();
    }

    private void Reserve()
    {
        if (length + Room <= Capacity)
            return;
        stream.Write(bytes, 0, length);
        length = 0;
    }
}
