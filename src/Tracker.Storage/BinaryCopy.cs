using System.Buffers.Binary;

namespace Tracker.Storage;

/// <summary>
/// PostgreSQL's binary COPY format on its way to the server: a header, rows that the caller lays out, a trailer. The driver's own importer takes
/// a call for each value, which is several times as long for the same bytes.
/// </summary>
internal sealed class BinaryCopy : IDisposable
{
    private const int FlagsAndExtension = 8;
    private readonly Stream stream;
    private readonly byte[] buffer;
    private int filled;

    /// <param name="stream">Of <c>BeginRawBinaryCopy</c>.</param>
    /// <param name="longestRow">In bytes.</param>
    public BinaryCopy(Stream stream, int longestRow)
    {
        this.stream = stream;
        buffer = new byte[Math.Max(1 << 16, longestRow)];
        ReadOnlySpan<byte> signature = [(byte)'P', (byte)'G', (byte)'C', (byte)'O', (byte)'P', (byte)'Y', (byte)'\n', 0xFF, (byte)'\r', (byte)'\n', 0];
        signature.CopyTo(Take(signature.Length + FlagsAndExtension));
    }

    /// <summary>Room for a row; what is in it must be written over.</summary>
    public Span<byte> Take(int bytes)
    {
        if (filled + bytes > buffer.Length)
            Flush();
        filled += bytes;
        return buffer.AsSpan(filled - bytes, bytes);
    }

    /// <summary>Ends the copy; without it the server keeps nothing.</summary>
    public void Complete()
    {
        BinaryPrimitives.WriteInt16BigEndian(Take(2), -1);
        Flush();
    }

    public void Dispose() => stream.Dispose();

    private void Flush()
    {
        stream.Write(buffer, 0, filled);
        filled = 0;
    }
}
