namespace Tracker.Storage.Ingest.Csv;

/// <summary>
/// Cuts a stream into blocks of whole records, so that several threads can read one file. A quoted field may hold line breaks; a record
/// that is longer than <see cref="MaxRecord"/>, as after a quote that never closes, becomes a block with a problem and reading goes on
/// with the next line.
/// </summary>
internal static class RecordSplitter
{
    public const int MaxRecord = 1 << 20;
    private const int BlockSize = 1 << 19;
    private const int RawSample = 4096;
    private const long MaxSkip = 1L << 30;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <exception cref="InvalidDataException">A line of more than 1 GiB: this is not a text file.</exception>
    public static IEnumerable<RecordBlock> Split(Stream stream, int fileIndex, FileFormat format, CancellationToken cancellation)
    {
        var buffer = new byte[BlockSize];
        var filled = 0;
        var line = 1L;
        var ended = false;
        var first = true;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            while (!ended && filled < buffer.Length)
            {
                var read = stream.Read(buffer, filled, buffer.Length - filled);
                filled += read;
                ended = read == 0;
            }

            if (first && buffer.AsSpan(0, filled).StartsWith(ByteOrderMark))
            {
                filled -= ByteOrderMark.Length;
                buffer.AsSpan(ByteOrderMark.Length, filled).CopyTo(buffer);
            }

            first = false;
            if (filled == 0)
                yield break;
            var whole = WholeRecords(buffer.AsSpan(0, filled), ended, format);
            if (whole > 0)
            {
                yield return RecordBlock.Copy(fileIndex, line, buffer.AsSpan(0, whole));
            }
            else if (!ended && buffer.Length <= MaxRecord)
            {
                Array.Resize(ref buffer, 2 * buffer.Length);
                continue;
            }
            else
            {
                var lineEnd = buffer.AsSpan(0, filled).IndexOf((byte)'\n');
                whole = lineEnd < 0 ? filled : lineEnd + 1;
                var reason = lineEnd < 0 && !ended
                    ? $"a record of more than {MaxRecord:N0} bytes"
                    : "a quote that never closes";
                yield return RecordBlock.Copy(fileIndex, line, buffer.AsSpan(0, Math.Min(whole, RawSample)), reason);
                if (lineEnd < 0 && !ended)
                {
                    filled = SkipLine(stream, buffer);
                    whole = 0;
                    ended = filled == 0;
                    line++;
                }
            }

            line += buffer.AsSpan(0, whole).Count((byte)'\n');
            buffer.AsSpan(whole, filled - whole).CopyTo(buffer);
            filled -= whole;
        }
    }

    /// <summary>The length of the whole records at the beginning of <paramref name="bytes"/>; at the end of a file the last needs no line break. A line of JSON is a record.</summary>
    private static int WholeRecords(ReadOnlySpan<byte> bytes, bool ended, FileFormat format)
    {
        if (format.IsNdjson || !bytes.Contains((byte)'"'))
            return ended ? bytes.Length : bytes.LastIndexOf((byte)'\n') + 1;

        var end = 0;
        var quotes = new QuoteState();
        for (var at = 0; ;)
        {
            var next = bytes[at..].IndexOfAny((byte)'"', (byte)'\n');
            if (next < 0)
                return ended && !quotes.Open ? bytes.Length : end;
            at += next;
            if (bytes[at] == '"')
                quotes.Quote(at, at == 0 || bytes[at - 1] == format.Delimiter || bytes[at - 1] == '\n');
            else if (!quotes.Open)
                end = at + 1;
            at++;
        }
    }

    /// <summary>Reads on to the next line break and leaves what follows it in the buffer.</summary>
    private static int SkipLine(Stream stream, byte[] buffer)
    {
        for (var skipped = 0L; ; skipped += buffer.Length)
        {
            if (skipped > MaxSkip)
                throw new InvalidDataException($"a line of more than {MaxSkip:N0} bytes: this is not a text file");
            var read = stream.Read(buffer);
            if (read == 0)
                return 0;
            var lineEnd = buffer.AsSpan(0, read).IndexOf((byte)'\n');
            if (lineEnd < 0)
                continue;
            buffer.AsSpan(lineEnd + 1, read - lineEnd - 1).CopyTo(buffer);
            return read - lineEnd - 1;
        }
    }
}
