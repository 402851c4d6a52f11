using System.Text.Unicode;

namespace Tracker.Storage.Ingest.Json;

/// <summary>Walks the lines of a block, a JSON object on each, and gives the values at the wanted paths as bytes. Blank lines are passed over.</summary>
internal ref struct JsonFields : IRowFields
{
    private readonly ReadOnlySpan<byte> bytes;
    private readonly JsonPaths paths;
    private readonly JsonValues values;
    private int next;
    private long nextLine;
    private string? problem;

    public JsonFields(ReadOnlySpan<byte> bytes, long firstLine, JsonPaths paths)
    {
        this.bytes = bytes;
        this.paths = paths;
        values = new(paths.Count);
        nextLine = firstLine;
    }

    public long Line { get; private set; }

    public ReadOnlySpan<byte> Raw { get; private set; }

    public readonly ReadOnlySpan<byte> this[int index] => (uint)index < (uint)paths.Count ? values.Get(index, Raw) : default;

    public bool MoveNext()
    {
        do
        {
            if (next >= bytes.Length)
                return false;
            var rest = bytes[next..];
            var length = rest.IndexOf((byte)'\n');
            Raw = (length < 0 ? rest : rest[..length]).Trim(" \t\r"u8);
            next += length < 0 ? rest.Length : length + 1;
            Line = nextLine++;
        }
        while (Raw.IsEmpty);
        problem = Utf8.IsValid(Raw) ? paths.Read(Raw, values) : "not UTF-8 text";
        if (problem is not null)
            values.Clear();
        return true;
    }

    public readonly string? TextProblem(int expectedFields) => problem;
}
