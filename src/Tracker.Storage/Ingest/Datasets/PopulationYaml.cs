using Tracker.Storage.Ingest.Plans;

namespace Tracker.Storage.Ingest.Datasets;

/// <summary>Reads a table of <c>population</c> of a dataset.yaml.</summary>
internal static class PopulationYaml
{
    public static PopulationMapping Read(YamlMap map)
    {
        map.Allow("files", "format", "delimiter", "columns", "attributes", "add");
        var mapping = PopulationMapping.Canonical with { Attributes = FieldYaml.Attributes(map), Adds = FieldYaml.Flag(map, "add") };
        if (mapping.Attributes is { Count: 0 })
            throw map.Fault("attributes", "expected an attribute or more");
        if (!map.Has("columns"))
            return mapping;
        var columns = map.Map("columns").Allow("month", "population");
        if (columns.Has("month"))
            mapping = mapping with { Month = FieldYaml.Text(columns, "month", "format"), MonthFormat = FieldYaml.MonthFormat(columns, "month") };
        return columns.Has("population") ? mapping with { People = FieldYaml.Text(columns, "population") } : mapping;
    }
}
