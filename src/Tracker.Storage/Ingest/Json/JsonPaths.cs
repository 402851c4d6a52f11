using System.Text;
using System.Text.Json;

namespace Tracker.Storage.Ingest.Json;

/// <summary>
/// Finds the values at given paths (<c>totals.revenue</c>) in a JSON object, in one pass and without building a document. A name that holds a
/// point itself is found as well.
/// </summary>
internal sealed class JsonPaths
{
    private sealed class Node
    {
        public readonly List<(byte[] Name, Node Node)> Children = [];
        public int Slot = -1;
        public string Path = "";
    }

    private readonly Node root = new();

    public JsonPaths(IReadOnlyList<string> paths)
    {
        Count = paths.Count;
        for (var slot = 0; slot < Count; slot++)
        {
            Add(paths[slot].Split('.'), slot, paths[slot]);
            if (paths[slot].Contains('.', StringComparison.Ordinal))
                Add([paths[slot]], slot, paths[slot]);
        }
    }

    public int Count { get; }

    /// <summary>Fills <paramref name="values"/>; returns why the text cannot be used, or null.</summary>
    public string? Read(ReadOnlySpan<byte> json, JsonValues values)
    {
        values.Clear();
        try
        {
            var reader = new Utf8JsonReader(json);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return "expected a JSON object";
            ReadObject(ref reader, root, values);
            reader.Read(); // nothing may follow
            return values.Problem;
        }
        catch (JsonException error)
        {
            return $"expected a JSON object: it breaks at byte {error.BytePositionInLine}";
        }
        catch (InvalidOperationException)
        {
            return "not UTF-8 text"; // half of a surrogate pair
        }
    }

    private void Add(string[] names, int slot, string path)
    {
        var node = root;
        foreach (var name in names)
        {
            var bytes = Encoding.UTF8.GetBytes(name);
            var child = node.Children.Find(known => known.Name.AsSpan().SequenceEqual(bytes)).Node;
            if (child is null)
                node.Children.Add((bytes, child = new()));
            node = child;
        }

        (node.Slot, node.Path) = (slot, path);
    }

    private static void ReadObject(ref Utf8JsonReader reader, Node node, JsonValues values)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var child = Find(ref reader, node);
            reader.Read();
            if (child is { Children.Count: > 0 } && reader.TokenType == JsonTokenType.StartObject)
            {
                ReadObject(ref reader, child, values);
            }
            else if (child is { Slot: >= 0 })
            {
                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                    values.Problem ??= $"{child.Path}: expected a value, got {(reader.TokenType == JsonTokenType.StartArray ? "a list" : "an object")}";
                else
                    values.Set(child.Slot, ref reader);
                reader.Skip();
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private static Node? Find(ref Utf8JsonReader reader, Node node)
    {
        foreach (var (name, child) in node.Children)
        {
            if (reader.ValueTextEquals(name))
                return child;
        }

        return null;
    }
}
