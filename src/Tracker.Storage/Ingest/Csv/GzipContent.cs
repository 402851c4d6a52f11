using System.Buffers.Binary;
using System.IO.Compression;

namespace Tracker.Storage.Ingest.Csv;

/// <summary>
/// What is in a gzip file, to its very end. The framework's stream takes a file that was cut short for one that ends; this one compares with the
/// length that gzip writes last.
/// </summary>
public sealed class GzipContent : ForwardStream
{
    private readonly Tail tail;
    private readonly GZipStream content;
    private long length;

    public GzipContent(Stream file)
    {
        tail = new(file);
        content = new(tail, CompressionMode.Decompress);
    }

    /// <exception cref="InvalidDataException">The data is damaged or ends early.</exception>
    public override int Read(Span<byte> buffer)
    {
        var read = content.Read(buffer);
        length += read;
        return read > 0 || buffer.IsEmpty || tail.Last == (uint)length
            ? read
            : throw new InvalidDataException("the compressed data ends early (or the file is several gzip files in one: compress it again as one)");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            content.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Passes a stream on and remembers its last four bytes.</summary>
    private sealed class Tail(Stream stream) : ForwardStream
    {
        private readonly byte[] last = new byte[sizeof(uint)];

        public uint Last => BinaryPrimitives.ReadUInt32LittleEndian(last);

        public override int Read(Span<byte> buffer)
        {
            var read = stream.Read(buffer);
            var kept = Math.Max(0, last.Length - read);
            last.AsSpan(last.Length - kept).CopyTo(last);
            buffer[Math.Max(0, read - last.Length)..read].CopyTo(last.AsSpan(kept));
            return read;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                stream.Dispose();
            base.Dispose(disposing);
        }
    }
}
