namespace Tracker.Storage.Ingest.Csv;

/// <summary>How the rows of a file are written: CSV with a delimiter, or a JSON object on each line.</summary>
internal readonly record struct FileFormat
{
    public static readonly FileFormat Csv = CsvWith((byte)',');
    public static readonly FileFormat Ndjson = new(isNdjson: true, (byte)',');

    private static readonly string[] NdjsonEndings = [".ndjson", ".jsonl", ".ndjson.gz", ".jsonl.gz"];

    private FileFormat(bool isNdjson, byte delimiter) => (IsNdjson, Delimiter) = (isNdjson, delimiter);

    public bool IsNdjson { get; }

    /// <summary>Between the fields of a record of CSV.</summary>
    public byte Delimiter { get; }

    public static FileFormat CsvWith(byte delimiter) => new(isNdjson: false, delimiter);

    /// <summary>What the name of a file says: .ndjson and .jsonl, plain or .gz, else CSV.</summary>
    public static FileFormat OfName(string name) =>
        NdjsonEndings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) ? Ndjson : Csv;
}
