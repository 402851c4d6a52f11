using System.Buffers;

namespace Tracker.Storage.Ingest.Csv;

/// <summary>Whole records of one file, as bytes. It owns a pooled buffer: give it back with <see cref="Dispose"/>.</summary>
/// <param name="FileIndex">The file's place in the load.</param>
/// <param name="FirstLine">The line of the file on which the first record begins, from 1.</param>
/// <param name="Length">Bytes in use.</param>
/// <param name="Problem">Where the block is not records but one that cannot be read: why. The bytes are then its beginning.</param>
internal sealed record RecordBlock(int FileIndex, long FirstLine, byte[] Buffer, int Length, string? Problem = null) : IDisposable
{
    public ReadOnlySpan<byte> Bytes => Buffer.AsSpan(0, Length);

    public static RecordBlock Copy(int fileIndex, long firstLine, ReadOnlySpan<byte> bytes, string? problem = null)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(bytes.Length);
        bytes.CopyTo(buffer);
        return new(fileIndex, firstLine, buffer, bytes.Length, problem);
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(Buffer);
}
