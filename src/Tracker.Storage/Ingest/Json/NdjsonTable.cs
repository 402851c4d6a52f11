using System.Text;
using System.Text.Json;
using Tracker.Storage.Ingest.Csv;

namespace Tracker.Storage.Ingest.Json;

/// <summary>A small file of JSON objects, one on each line, as a table: its columns are the paths of all values, in the order of their names.</summary>
internal static class NdjsonTable
{
    private const int MaxColumns = 500;

    public static CsvTable Read(SourceFile file, CancellationToken cancellation)
    {
        var lines = new List<(CsvRow Row, Dictionary<string, string> Values)>();
        foreach (var block in file.Blocks(onRead: null, cancellation))
        {
            using (block)
                AddLines(block, lines);
        }

        string[] names = [.. lines.SelectMany(line => line.Values.Keys).Distinct().Order(StringComparer.Ordinal)];
        if (names.Length > MaxColumns)
            throw new IngestException($"{file.Name}: expected at most {MaxColumns} different names in its lines, got {names.Length}");
        return new(new(file.Name, names), [.. lines.Select(line => line.Row with { Fields = [.. names.Select(name => line.Values.GetValueOrDefault(name, ""))] })]);
    }

    private static void AddLines(RecordBlock block, List<(CsvRow, Dictionary<string, string>)> lines)
    {
        if (block.Problem is { } unreadable)
        {
            lines.Add((new(block.FirstLine, [], unreadable, Reject.RawText(block.Bytes)), []));
            return;
        }

        var fields = new JsonFields(block.Bytes, block.FirstLine, new([]));
        while (fields.MoveNext())
        {
            var values = new Dictionary<string, string>();
            var problem = fields.TextProblem(0) ?? Flatten(fields.Raw, values);
            lines.Add((new(fields.Line, [], problem, Reject.RawText(fields.Raw)), problem is null ? values : []));
        }
    }

    /// <summary>The text is a JSON object, as <see cref="JsonFields"/> has found. A list is no value.</summary>
    private static string? Flatten(ReadOnlySpan<byte> json, Dictionary<string, string> values)
    {
        var reader = new Utf8JsonReader(json);
        var path = new Stack<string>();
        try
        {
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        path.Push(path.TryPeek(out var outer) && outer.Length > 0 ? $"{outer}.{Name(ref reader)}" : Name(ref reader));
                        break;
                    case JsonTokenType.StartObject:
                        if (path.Count == 0)
                            path.Push("");
                        break;
                    case JsonTokenType.EndObject:
                        path.Pop();
                        break;
                    case JsonTokenType.StartArray:
                        return $"{path.Peek()}: expected a value, got a list";
                    case JsonTokenType.Null:
                        path.Pop();
                        break;
                    default:
                        var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : Encoding.UTF8.GetString(reader.ValueSpan);
                        if (text.Contains('\0', StringComparison.Ordinal))
                            return "a NUL character";
                        values[path.Pop()] = text.Trim();
                        break;
                }
            }
        }
        catch (InvalidOperationException)
        {
            return "not UTF-8 text"; // half of a surrogate pair
        }

        return null;
    }

    private static string Name(ref Utf8JsonReader reader) => reader.GetString()!.Trim().ToLowerInvariant();
}
