using System.Buffers.Binary;
using System.IO.Compression;

namespace Tracker.Storage.Ingest.Csv;

/// <summary>
/// What is in a gzip file. The framework's stream takes a file that was cut short for one that ends; this one can tell, by the length that
/// gzip writes at the very end of a file.
/// </summary>
internal sealed class GzipContent(FileStream file) : Stream
{
    private const int LengthBytes = 4;
    private readonly GZipStream content = new(file, CompressionMode.Decompress, leaveOpen: true);
    private long length;

    /// <summary>Asked after everything was read.</summary>
    public bool IsWhole
    {
        get
        {
            Span<byte> trailer = stackalloc byte[LengthBytes];
            file.Position = Math.Max(0, file.Length - LengthBytes);
            return file.ReadAtLeast(trailer, LengthBytes, throwOnEndOfStream: false) == LengthBytes
                && BinaryPrimitives.ReadUInt32LittleEndian(trailer) == (uint)length;
        }
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => length;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = content.Read(buffer);
        length += read;
        return read;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            content.Dispose();
        base.Dispose(disposing);
    }
}
