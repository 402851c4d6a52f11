using System.Text;
using System.Text.Unicode;

namespace Tracker.Storage.Ingest.Csv;

/// <summary>
/// Walks the records of a block and gives the fields of each as ranges of bytes, without a string or an array per record. Blank lines are passed over.
/// </summary>
internal ref struct RecordFields : IRowFields
{
    private readonly record struct Field(int Begin, int Length, bool Unescaped);

    private const int MaxFields = 1024;
    private readonly ReadOnlySpan<byte> bytes;
    private readonly byte delimiter;
    private readonly Field[] fields = new Field[MaxFields];
    private byte[]? unescaped;
    private int unescapedLength;
    private int next;
    private long nextLine;

    public RecordFields(ReadOnlySpan<byte> bytes, long firstLine, byte delimiter = (byte)',')
    {
        this.bytes = bytes;
        this.delimiter = delimiter;
        nextLine = firstLine;
    }

    /// <summary>The line on which the record begins.</summary>
    public long Line { get; private set; }

    public int Count { get; private set; }

    /// <summary>Where the record cannot be read: why.</summary>
    public string? Problem { get; private set; }

    /// <summary>The record as it stands in the file, without its line break.</summary>
    public ReadOnlySpan<byte> Raw { get; private set; }

    /// <summary>A field without its quotes; empty where the record has fewer.</summary>
    public readonly ReadOnlySpan<byte> this[int index]
    {
        get
        {
            if ((uint)index >= (uint)Count)
                return default;
            var field = fields[index];
            return field.Unescaped ? unescaped.AsSpan(field.Begin, field.Length) : bytes.Slice(field.Begin, field.Length);
        }
    }

    public bool MoveNext()
    {
        do
        {
            if (next >= bytes.Length)
                return false;
            ReadRecord();
        }
        while (Raw.IsEmpty);
        return true;
    }

    private void ReadRecord()
    {
        var begin = next;
        var at = begin;
        Line = nextLine;
        Count = 0;
        Problem = null;
        unescapedLength = 0;
        while (true)
        {
            if (at < bytes.Length && bytes[at] == '"')
            {
                at = ReadQuoted(at);
            }
            else
            {
                var length = bytes[at..].IndexOfAny(delimiter, (byte)'\n');
                var end = length < 0 ? bytes.Length : at + length;
                var last = length < 0 || bytes[end] == '\n';
                Push(at, last && end > at && bytes[end - 1] == '\r' ? end - 1 : end);
                at = end;
            }

            if (at >= bytes.Length || bytes[at] == '\n')
                break;
            at++;
        }

        var rawEnd = at > begin && bytes[at - 1] == '\r' ? at - 1 : at;
        Raw = bytes[begin..rawEnd];
        next = at + 1;
        nextLine++;
    }

    /// <summary>Reads the quoted field that begins at <paramref name="at"/>; returns where the delimiter or line break after it stands.</summary>
    private int ReadQuoted(int at)
    {
        var begin = ++at;
        var escaped = false;
        while (true)
        {
            var length = bytes[at..].IndexOf((byte)'"');
            if (length < 0)
            {
                Problem = "a quote that never closes";
                Push(begin, bytes.Length);
                return bytes.Length;
            }

            nextLine += bytes.Slice(at, length).Count((byte)'\n');
            at += length;
            if (at + 1 >= bytes.Length || bytes[at + 1] != '"')
                break;
            escaped = true;
            at += 2;
        }

        if (escaped)
            PushUnescaped(bytes[begin..at]);
        else
            Push(begin, at);
        at++;
        if (at < bytes.Length && bytes[at] == '\r')
            at++;
        if (at >= bytes.Length || bytes[at] == delimiter || bytes[at] == '\n')
            return at;
        Problem = "text after a closing quote";
        var rest = bytes[at..].IndexOfAny(delimiter, (byte)'\n');
        return rest < 0 ? bytes.Length : at + rest;
    }

    private void Push(int begin, int end, bool fromUnescaped = false)
    {
        if (Count < MaxFields)
            fields[Count++] = new(begin, end - begin, fromUnescaped);
        else
            Problem = $"more than {MaxFields} fields";
    }

    private void PushUnescaped(ReadOnlySpan<byte> field)
    {
        if (unescaped is null || unescaped.Length < unescapedLength + field.Length)
            Array.Resize(ref unescaped, Math.Max(4096, 2 * (unescapedLength + field.Length)));
        var begin = unescapedLength;
        for (var i = 0; i < field.Length; i++)
        {
            unescaped[unescapedLength++] = field[i];
            if (field[i] == '"')
                i++;
        }

        Push(begin, unescapedLength, fromUnescaped: true);
    }

    /// <summary>Why the record as a whole cannot be used: the number of its fields, or bytes that are not text; null where it can.</summary>
    public readonly string? TextProblem(int expectedFields)
    {
        if (Problem is not null)
            return Problem;
        if (Count != expectedFields)
            return $"expected {expectedFields} fields, got {Count}";
        if (!Utf8.IsValid(Raw))
            return "not UTF-8 text";
        return Raw.Contains((byte)0) ? "a NUL character" : null;
    }

    public readonly string Text(int index) => Encoding.UTF8.GetString(this[index]);
}
