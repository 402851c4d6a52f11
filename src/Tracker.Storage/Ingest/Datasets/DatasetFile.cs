using System.Globalization;
using Tracker.Storage.Ingest.Plans;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Tracker.Storage.Ingest.Datasets;

/// <summary>Reads a dataset.yaml. Whatever it does not understand is an error that names file, line and what was expected.</summary>
internal static class DatasetFile
{
    private const long MaxBytes = 1 << 20;

    /// <exception cref="IngestException">The file cannot be read or does not say what can be done.</exception>
    public static Dataset Read(string path)
    {
        var name = Path.GetFileName(path);
        var top = new YamlMap(name, "", Load(path, name)).Allow("time_zone", "currency", "consumers", "events", "calendar", "taxonomy", "population");
        var zone = top.Text("time_zone") is { } zoneName
            ? PanelZone.Find(zoneName) ?? throw top.Fault("time_zone", $"expected an IANA name such as Europe/London, got {zoneName}")
            : null;
        var currency = top.Text("currency");
        if (currency is not null && (currency.Length != 3 || !currency.All(char.IsAsciiLetterUpper)))
            throw top.Fault("currency", $"expected three capital letters such as EUR, got {currency}");
        var taxonomy = top.Has("taxonomy") ? top.Map("taxonomy").Allow("files", "format", "delimiter", "columns", "sectors") : null;
        if (taxonomy is not null && taxonomy.Has("files") == taxonomy.Has("sectors"))
            throw top.Fault("taxonomy", "expected either files or sectors");
        return new()
        {
            File = name,
            Zone = zone,
            Currency = currency,
            Consumers = top.Has("consumers") ? Consumers(top.Map("consumers")) : null,
            Events = top.Has("events") ? [.. top.Maps("events").Select(Events)] : null,
            Calendar = top.Has("calendar") ? Table(top.Map("calendar").Allow("files", "format", "delimiter", "columns", "date"), "name", "starts_on", "ends_on", "kind") : null,
            Taxonomy = taxonomy?.Has("files") == true ? Table(taxonomy, "category", "sector") : null,
            Population = top.Has("population") ? [.. top.Maps("population").Select(map => new PopulationSection(Files(map), PopulationYaml.Read(map)))] : null,
            Categories = taxonomy?.Has("sectors") == true ? Categories(taxonomy.Map("sectors")) : [],
        };
    }

    private static YamlMappingNode Load(string path, string name)
    {
        try
        {
            if (new FileInfo(path).Length > MaxBytes)
                throw new IngestException($"{name}: expected at most {MaxBytes:N0} bytes; this is no dataset.yaml");
            using var reader = new StreamReader(path);
            var stream = new YamlStream();
            stream.Load(reader);
            return stream.Documents switch
            {
                [{ RootNode: YamlMappingNode map }] => map,
                [] => throw new IngestException($"{name}: expected keys such as events and consumers, the file is empty"),
                [var one] => throw new IngestException($"{name} line {one.RootNode.Start.Line}: expected keys such as events and consumers"),
                _ => throw new IngestException($"{name}: expected one document, got {stream.Documents.Count}"),
            };
        }
        catch (YamlException error)
        {
            throw new IngestException($"{name} line {error.Start.Line}: {Message(error)}");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IngestException($"{name}: {error.Message}", error);
        }
    }

    /// <summary>What the library says, without its own line numbers.</summary>
    private static string Message(YamlException error)
    {
        var text = (error.InnerException ?? error).Message;
        var end = text.StartsWith("(Line", StringComparison.Ordinal) ? text.LastIndexOf("): ", StringComparison.Ordinal) : -1;
        return $"this is not YAML: {(end < 0 ? text : text[(end + 3)..])}";
    }

    private static FileSet Files(YamlMap map)
    {
        if (map.Texts("files") is not { Count: > 0 } patterns)
            throw map.Fault(null, "expected files, a pattern of names such as transactions/*.csv");
        var format = map.Text("format");
        if (format is not null and not "csv" and not "ndjson")
            throw map.Fault("format", $"expected csv or ndjson, got {format}");
        var delimiter = map.Text("delimiter");
        if (delimiter is "tab")
            delimiter = "\t";
        if (delimiter is not null && (delimiter.Length != 1 || !(delimiter[0] is '\t' || char.IsPunctuation(delimiter[0]) || char.IsSymbol(delimiter[0])) || delimiter[0] is '"' or > '~'))
            throw map.Fault("delimiter", $"expected one character such as ; or the word tab, got {delimiter}");
        return new(patterns, format, (byte)(delimiter?[0] ?? ','), map.Where("files"));
    }

    private static ConsumerSection Consumers(YamlMap map)
    {
        map.Allow("files", "format", "delimiter", "columns", "attributes", "from", "take");
        var isFromEvents = map.Text("from") switch
        {
            null => false,
            "events" when !map.Has("files") && !map.Has("columns") => true,
            "events" => throw map.Fault("from", "expected either files and columns, or from: events"),
            var other => throw map.Fault("from", $"expected events, got {other}"),
        };
        var taken = map.Text("take") switch
        {
            null or "first" => TakenValue.First,
            "last" => TakenValue.Last,
            var other => throw map.Fault("take", $"expected first or last, got {other}"),
        };
        if (map.Has("take") && !isFromEvents)
            throw map.Fault("take", "expected only beside from: events");
        var attributes = FieldYaml.Attributes(map);
        if (isFromEvents)
            return new(null, new() { Attributes = attributes ?? [], Taken = taken });
        var columns = map.Has("columns") ? map.Map("columns").Allow("consumer_id", "valid_from") : null;
        var mapping = ConsumerMapping.Canonical with { Attributes = attributes };
        if (columns?.Has("consumer_id") == true)
            mapping = mapping with { Id = FieldYaml.Text(columns, "consumer_id") };
        if (columns?.Has("valid_from") == true)
            mapping = mapping with { ValidFrom = FieldYaml.Text(columns, "valid_from", "format"), Date = FieldYaml.Format(columns, "valid_from") };
        return new(Files(map), mapping);
    }

    private static EventSection Events(YamlMap map)
    {
        map.Allow("files", "format", "delimiter", "columns", "leave_out");
        return new(Files(map), map.Has("columns")
            ? EventYaml.Read(map.Map("columns"), map.Has("leave_out") ? map.Maps("leave_out") : [])
            : map.Has("leave_out")
                ? throw map.Fault("leave_out", "expected columns beside it")
                : EventMapping.Canonical);
    }

    private static TableSection Table(YamlMap map, params string[] names)
    {
        var columns = map.Has("columns") ? map.Map("columns").Allow(names) : null;
        var mapped = names.Where(name => columns?.Has(name) == true).ToDictionary(name => name, name => FieldYaml.Text(columns!, name));
        return new(Files(map), new(mapped, map.Has("date") ? FieldYaml.Format(map, "date", map.RequireText("date")) : TimeFormat.Iso));
    }

    private static (string, string)[] Categories(YamlMap sectors)
    {
        var pairs = sectors.Keys.SelectMany(sector => sectors.Texts(sector).Select(category => (Category: category, Sector: sector))).ToArray();
        var twice = pairs.GroupBy(pair => pair.Category).FirstOrDefault(group => group.Count() > 1);
        if (pairs.FirstOrDefault(pair => pair.Category.Length == 0) is { Sector: { } empty })
            throw sectors.Fault(empty, "expected categories, got an empty one");
        return twice is null
            ? pairs
            : throw sectors.Fault(twice.Last().Sector, string.Create(CultureInfo.InvariantCulture, $"the category {twice.Key} stands twice"));
    }
}
