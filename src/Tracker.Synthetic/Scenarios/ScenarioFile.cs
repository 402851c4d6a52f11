using System.Globalization;
using Tracker.Core.Panel;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Tracker.Synthetic.Scenarios;

/// <summary>Reads a scenario from YAML (docs/methods/synthetic.md has the keys).</summary>
internal static class ScenarioFile
{
    private static readonly string[] Kinds = [.. Enum.GetNames<PlantKind>().Select(name => name.ToLowerInvariant())];

    /// <exception cref="FormatException">Something is not as expected; the message has the line.</exception>
    public static Scenario Read(TextReader reader, string file)
    {
        var yaml = new YamlStream();
        try
        {
            yaml.Load(reader);
        }
        catch (YamlException error)
        {
            throw YamlFields.LineError(file, error.Start, $"expected YAML: {error.Message}");
        }

        if (yaml.Documents.Count != 1)
            throw new FormatException($"{file}: expected one scenario, got {yaml.Documents.Count} documents");
        var fields = new YamlFields(yaml.Documents[0].RootNode, file, "scenario", "description", "plants", "recruitment", "population");
        return new()
        {
            Name = file,
            Description = fields.Text("description") ?? "",
            Plants = [.. fields.List("plants").Select(node => Plant(node, file))],
            Recruitment = fields["recruitment"] is { } recruitment ? RecruitmentOf(recruitment, file) : null,
            Population = fields["population"] is { } population ? Targets(population, file) : null,
        };
    }

    private static PlannedPlant Plant(YamlNode node, string file)
    {
        var fields = new YamlFields(
            node, file, "plant", "kind", "sector", "month", "until", "segment", "metric", "size", "sigma", "standing", "days", "known", "share", "bought");
        var plant = new PlannedPlant
        {
            Kind = Kind(fields),
            Sector = fields.Text("sector") ?? PlannedPlant.Auto,
            Month = Point(fields, "month") ?? MonthPoint.Last,
            Until = Point(fields, "until"),
            Segment = fields["segment"] is YamlScalarNode { Value: PlannedPlant.Auto } ? null : fields.Pairs("segment"),
            Metric = fields.Text("metric") is { } metric ? fields.At(fields["metric"]!, () => Metric.Parse(metric)) : null,
            Size = fields.Number("size"),
            Sigma = fields.Number("sigma"),
            Standing = fields["standing"] is { } standing ? Factors(standing, file) : null,
            Days = fields.Text("days") is { } days ? fields.At(fields["days"]!, () => Days(days)) : null,
            Known = fields.Truth("known") ?? false,
            Share = fields.Number("share"),
            Bought = fields["bought"] is { } bought ? Goods(bought, file) : null,
        };
        return fields.At(node, () =>
        {
            plant.Check();
            return plant;
        });
    }

    private static PlantKind Kind(YamlFields fields)
    {
        var text = fields.Text(fields.Required("kind"), "kind");
        return fields.At(fields.Required("kind"), () => Array.IndexOf(Kinds, text) is >= 0 and var kind
            ? (PlantKind)kind
            : throw new FormatException($"kind {text}: expected one of {string.Join(", ", Kinds)}"));
    }

    private static MonthPoint? Point(YamlFields fields, string key) =>
        fields.Text(key) is { } text ? fields.At(fields[key]!, () => MonthPoint.Parse(text)) : null;

    private static HabitFactors Factors(YamlNode node, string file)
    {
        var fields = new YamlFields(node, file, "standing", "visits", "odds", "ticket");
        return fields.At(node, () => new HabitFactors
        {
            Visits = fields.Number("visits") ?? 1,
            Odds = fields.Number("odds") ?? 1,
            Ticket = fields.Number("ticket") ?? 1,
        });
    }

    private static PlannedGoods Goods(YamlNode node, string file)
    {
        var fields = new YamlFields(node, file, "bought", "brand", "word");
        return new(fields.Text("brand") ?? PlannedPlant.Auto, fields.Text("word") ?? PlannedPlant.Auto);
    }

    private static DaySpan Days(string text)
    {
        var ends = text.Split('-');
        return ends.Length <= 2 && int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            ? new(first, last)
            : throw new FormatException($"days {text}: expected a day, or days such as 10-13");
    }

    private static Recruitment RecruitmentOf(YamlNode node, string file)
    {
        var fields = new YamlFields(node, file, "recruitment", "months", "share");
        var share = fields.Number(fields.Required("share"), "share");
        var months = fields.List("months").Select(month => fields.At(month, () => MonthPoint.Parse(fields.Text(month, "month")))).ToArray();
        return fields.At(node, () => new Recruitment(months, share));
    }

    private static PopulationTargets Targets(YamlNode node, string file)
    {
        var fields = new YamlFields(node, file, "population", "attributes", "people", "growth", "tilt");
        var people = fields.Number(fields.Required("people"), "people");
        var attributes = fields.List("attributes").Select(attribute => fields.Text(attribute, "attribute")).ToArray();
        var tilt = new List<(string, string, double)>();
        if (fields["tilt"] is { } tilts)
        {
            var byAttribute = new YamlFields(tilts, file, "tilt");
            foreach (var attribute in byAttribute.Keys)
            {
                var byValue = new YamlFields(byAttribute.Required(attribute), file, attribute);
                tilt.AddRange(byValue.Keys.Select(value => (attribute, value, byValue.Number(value)!.Value)));
            }
        }

        return fields.At(node, () => new PopulationTargets(attributes, (long)people, fields.Number("growth") ?? 0, tilt));
    }
}
