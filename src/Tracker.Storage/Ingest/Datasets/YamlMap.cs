using YamlDotNet.RepresentationModel;

namespace Tracker.Storage.Ingest.Datasets;

/// <summary>A mapping of a YAML file, with errors that name the file and the line.</summary>
internal sealed class YamlMap
{
    private readonly string file;
    private readonly YamlMappingNode node;
    private readonly Dictionary<string, YamlNode> entries = [];

    /// <param name="path">Where it stands in the file: "events.columns"; empty at the top.</param>
    public YamlMap(string file, string path, YamlMappingNode node)
    {
        (this.file, Path, this.node) = (file, path, node);
        foreach (var (key, value) in node.Children)
        {
            if (key is not YamlScalarNode { Value: { Length: > 0 } name })
                throw Error(file, key, $"{Label}expected a name before the colon");
            entries.Add(name, value);
        }
    }

    public string Path { get; }

    public IEnumerable<string> Keys => entries.Keys;

    private string Label => Path.Length == 0 ? "" : $"{Path}: ";

    /// <summary>"dataset.yaml line 7: ", for a message about the mapping as a whole or one of its keys.</summary>
    public string Where(string? key = null) =>
        $"{file} line {(key is not null && entries.TryGetValue(key, out var value) ? value : node).Start.Line}: ";

    /// <exception cref="IngestException">There is another key than these.</exception>
    public YamlMap Allow(params string[] keys)
    {
        foreach (var key in node.Children.Keys.Cast<YamlScalarNode>())
        {
            if (!keys.Contains(key.Value))
                throw Error(file, key, $"{Label}expected one of {string.Join(", ", keys)}, got {key.Value}");
        }

        return this;
    }

    public bool Has(string key) => entries.ContainsKey(key);

    public bool IsMap(string key) => entries.GetValueOrDefault(key) is YamlMappingNode;

    public bool IsList(string key) => entries.GetValueOrDefault(key) is YamlSequenceNode;

    /// <summary>The text at a key; null where the key is absent.</summary>
    public string? Text(string key) => entries.TryGetValue(key, out var value) ? Scalar(value, key) : null;

    public string RequireText(string key) =>
        Text(key) is { Length: > 0 } text ? text : throw new IngestException($"{Where(key)}{Label}expected a text at {key}");

    /// <summary>One text, or a list of them.</summary>
    public IReadOnlyList<string> Texts(string key) => entries.GetValueOrDefault(key) switch
    {
        null => [],
        YamlSequenceNode list => [.. list.Select(item => Scalar(item, key))],
        var one => [Scalar(one, key)],
    };

    public YamlMap Map(string key) => entries.GetValueOrDefault(key) is YamlMappingNode map
        ? new(file, Inner(key), map)
        : throw new IngestException($"{Where(key)}{Label}expected a mapping at {key}, got {Kind(entries.GetValueOrDefault(key))}");

    /// <summary>One mapping, or a list of them.</summary>
    public IReadOnlyList<YamlMap> Maps(string key) => entries.GetValueOrDefault(key) switch
    {
        YamlSequenceNode list => [.. list.Select(item => item is YamlMappingNode map
            ? new YamlMap(file, Inner(key), map)
            : throw Error(file, item, $"{Inner(key)}: expected a mapping, got {Kind(item)}"))],
        _ => [Map(key)],
    };

    public IngestException Fault(string? key, string message) => new($"{Where(key)}{(key is null ? Label : $"{Inner(key)}: ")}{message}");

    private static IngestException Error(string file, YamlNode at, string message) => new($"{file} line {at.Start.Line}: {message}");

    private static string Kind(YamlNode? node) => node switch
    {
        null => "nothing",
        YamlMappingNode => "a mapping",
        YamlSequenceNode => "a list",
        YamlScalarNode { Value: null or "" } => "nothing",
        _ => $"{node}",
    };

    private string Inner(string key) => Path.Length == 0 ? key : $"{Path}.{key}";

    private string Scalar(YamlNode value, string key) => value is YamlScalarNode scalar
        ? scalar.Value ?? ""
        : throw Error(file, value, $"{Inner(key)}: expected a text, got {Kind(value)}");
}
