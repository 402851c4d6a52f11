namespace Tracker.Storage.Ingest.Csv;

/// <summary>A file of a load: its bytes, plain or gzip by its content, whatever its name says.</summary>
/// <param name="Name">The path below the folder of the load, as reports and rejects show it.</param>
internal sealed record SourceFile(string Path, string Name, int Index)
{
    public FileFormat Format { get; init; } = FileFormat.OfName(Name);

    public long CompressedLength => new FileInfo(Path).Length;

    /// <summary>Blocks of whole records; of CSV the header line first.</summary>
    /// <param name="onRead">Told how many bytes of the file, as it lies on disk, have been read.</param>
    /// <exception cref="IngestException">The file cannot be read to its end.</exception>
    public IEnumerable<RecordBlock> Blocks(Action<long>? onRead, CancellationToken cancellation)
    {
        using var file = Guard(() => new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan));
        using var content = Guard(() => Content(file));
        using var blocks = RecordSplitter.Split(content, Index, Format, cancellation).GetEnumerator();
        var told = 0L;
        while (Guard(blocks.MoveNext))
        {
            if (onRead is not null)
            {
                onRead(file.Position - told);
                told = file.Position;
            }

            yield return blocks.Current;
        }
    }

    private T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new IngestException($"{Name}: {error.Message}", error);
        }
    }

    private static Stream Content(FileStream file)
    {
        Span<byte> start = stackalloc byte[2];
        var read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return read == 2 && start[0] == 0x1F && start[1] == 0x8B ? new GzipContent(file) : file;
    }
}
