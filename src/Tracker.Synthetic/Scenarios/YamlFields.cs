using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Tracker.Synthetic.Scenarios;

/// <summary>A mapping of a YAML file whose every key is known. Errors name the file, the line, what was expected and what came.</summary>
internal sealed class YamlFields
{
    private readonly Dictionary<string, YamlNode> fields = [];
    private readonly string file;

    /// <exception cref="FormatException">Not a mapping, or a key that is not among <paramref name="keys"/>; without keys any goes.</exception>
    public YamlFields(YamlNode node, string file, string what, params IReadOnlyList<string> keys)
    {
        (this.file, Node) = (file, node);
        if (node is not YamlMappingNode mapping)
            throw Error(node, $"{what}: expected a mapping, got {Shown(node)}");
        foreach (var (key, value) in mapping.Children)
        {
            var name = Text(key, "key");
            if (keys.Count > 0 && !keys.Contains(name))
                throw Error(key, $"key {name}: expected one of {string.Join(", ", keys)}");
            fields[name] = value;
        }
    }

    /// <summary>Keys in the order of the file.</summary>
    public IReadOnlyCollection<string> Keys => fields.Keys;

    public YamlNode Node { get; }

    public YamlNode? this[string key] => fields.GetValueOrDefault(key);

    public YamlNode Required(string key) => this[key] ?? throw Error(Node, $"expected key {key}");

    public string? Text(string key) => this[key] is { } node ? Text(node, key) : null;

    public double? Number(string key) => this[key] is { } node ? Number(node, key) : null;

    public double Number(YamlNode node, string what)
    {
        var text = Text(node, what);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw Error(node, $"{what} {text}: expected a number");
    }

    public bool? Truth(string key) => this[key] is not { } node ? null : Text(node, key) switch
    {
        "true" => true,
        "false" => false,
        var text => throw Error(node, $"{key} {text}: expected true or false"),
    };

    /// <summary>Pairs of the mapping under a key, in their order; null when the key is not there.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Pairs(string key)
    {
        if (this[key] is not { } node)
            return null;
        var mapping = new YamlFields(node, file, key);
        return [.. mapping.Keys.Select(name => KeyValuePair.Create(name, mapping.Text(name)!))];
    }

    public IReadOnlyList<YamlNode> List(string key) => this[key] switch
    {
        null => [],
        YamlSequenceNode list => [.. list.Children],
        var node => throw Error(node, $"{key}: expected a list, got {Shown(node)}"),
    };

    public string Text(YamlNode node, string what) =>
        node is YamlScalarNode { Value: { } text } ? text : throw Error(node, $"{what}: expected a value, got {Shown(node)}");

    /// <summary>Runs a check or reading of a node, with the line in front of what it says.</summary>
    public T At<T>(YamlNode node, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is ArgumentException or FormatException && !error.Message.StartsWith($"{file} line ", StringComparison.Ordinal))
        {
            throw Error(node, error.Message);
        }
    }

    private FormatException Error(YamlNode node, string message) => LineError(file, node.Start, message);

    public static FormatException LineError(string file, Mark mark, string message) => new($"{file} line {mark.Line}: {message}");

    private static string Shown(YamlNode node) => node switch
    {
        YamlSequenceNode => "a list",
        YamlMappingNode => "a mapping",
        YamlScalarNode { Value: { Length: > 0 } text } => text,
        _ => "nothing",
    };
}
