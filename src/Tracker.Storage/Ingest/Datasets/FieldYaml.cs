using System.Globalization;
using Tracker.Storage.Ingest.Plans;

namespace Tracker.Storage.Ingest.Datasets;

/// <summary>Reads what dataset.yaml says of one field: the name of a column, or a mapping with column or constant and what becomes of its values.</summary>
internal static class FieldYaml
{
    private static readonly string[] Usual = ["column", "constant", "values", "empty", "other"];

    /// <param name="map">The mapping that holds the field.</param>
    /// <param name="key">The field.</param>
    /// <param name="more">Keys of its own that the field may have.</param>
    public static TextMapping Text(YamlMap map, string key, params string[] more) => Words(map, key, null, more);

    /// <param name="allowed">What its words must be among; null for any.</param>
    public static TextMapping Words(YamlMap map, string key, IReadOnlyList<string>? allowed, params string[] more)
    {
        if (!map.IsMap(key))
            return Column(map, key);
        var field = map.Map(key).Allow([.. Usual, .. more]);
        if (field.Has("column") == field.Has("constant"))
            throw map.Fault(key, "expected either column or constant");
        if (field.Text("constant") is { } constant)
        {
            if (constant.Length == 0 || field.Keys.Count() > 1)
                throw map.Fault(key, "expected a text at constant and nothing beside it");
            Check(field, "constant", constant, allowed);
            return new() { Constant = constant, Where = field.Where("constant") };
        }

        return Column(field, "column") with { Words = Meanings(field, allowed) };
    }

    /// <summary>The format of a time: the key <c>format</c> of a field.</summary>
    public static TimeFormat Format(YamlMap map, string key) =>
        map.IsMap(key) && map.Map(key).Text("format") is { } format ? Format(map, key, format) : TimeFormat.Iso;

    public static TimeFormat Format(YamlMap map, string key, string format) => Format(map, key, format, TimeFormat.Parse);

    /// <summary>The format of a month: the key <c>format</c> of a field; null for yyyy-MM.</summary>
    public static TimeFormat? MonthFormat(YamlMap map, string key) =>
        map.IsMap(key) && map.Map(key).Text("format") is { } format ? Format(map, key, format, TimeFormat.ParseMonth) : null;

    private static T Format<T>(YamlMap map, string key, string format, Func<string, T> parse)
    {
        try
        {
            return parse(format);
        }
        catch (FormatException error)
        {
            throw map.Fault(key, error.Message);
        }
    }

    /// <summary>The key <c>attributes</c> of a section; null where it is absent.</summary>
    public static IReadOnlyList<AttributeMapping>? Attributes(YamlMap section)
    {
        if (!section.Has("attributes"))
            return null;
        var map = section.Map("attributes");
        return [.. map.Keys.Select(name => new AttributeMapping(name, Text(map, name, "bins", "labels"), Bins(map, name)))];
    }

    /// <summary>The bins of an attribute, or null.</summary>
    public static Bins? Bins(YamlMap map, string key)
    {
        if (!map.IsMap(key) || map.Map(key) is not { } field || (!field.Has("bins") && !field.Has("labels")))
            return null;
        double[] edges = [.. field.Texts("bins").Select(text => Number(field, "bins", text))];
        try
        {
            return new(edges, field.Has("labels") ? field.Texts("labels") : null);
        }
        catch (ArgumentException error)
        {
            throw field.Fault("bins", error.Message);
        }
    }

    public static double Number(YamlMap map, string key, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw map.Fault(key, $"expected a number, got {text}");

    public static bool Flag(YamlMap map, string key) => map.Text(key) switch
    {
        null or "false" => false,
        "true" => true,
        var other => throw map.Fault(key, $"expected true or false, got {other}"),
    };

    private static TextMapping Column(YamlMap map, string key) => new() { Column = map.RequireText(key), Where = map.Where(key) };

    private static ValueWords? Meanings(YamlMap field, IReadOnlyList<string>? allowed)
    {
        var values = new Dictionary<string, string>();
        if (field.Has("values"))
        {
            var map = field.Map("values");
            foreach (var value in map.Keys)
            {
                values.Add(value, map.Text(value)!);
                Check(map, value, values[value], allowed);
            }
        }

        foreach (var key in new[] { "empty", "other" })
        {
            if (field.Text(key) is { } word)
                Check(field, key, word, allowed);
        }

        return values.Count > 0 || field.Has("empty") || field.Has("other") ? new(values, field.Text("empty"), field.Text("other")) : null;
    }

    private static void Check(YamlMap map, string key, string word, IReadOnlyList<string>? allowed)
    {
        if (allowed is not null && !allowed.Contains(word))
            throw map.Fault(key, $"expected {string.Join(", ", allowed)}, got {word}");
    }
}
