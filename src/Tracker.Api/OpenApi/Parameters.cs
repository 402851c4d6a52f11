using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Tracker.Api.Answers;
using Tracker.Core.Panel;
using Tracker.Storage.Results;

namespace Tracker.Api.OpenApi;

/// <summary>Completes a parameter: an example, and the bounds that the endpoint checks.</summary>
internal static class Parameters
{
    public static void Complete(OpenApiParameter parameter)
    {
        parameter.Example = ExampleOf(parameter.Name);
        if (parameter.Schema is not OpenApiSchema schema)
            return;
        switch (parameter.Name)
        {
            case "month": schema.Pattern = Schemas.MonthPattern; break;
            case "metric": schema.Enum = [.. Metric.All.Select(metric => JsonValue.Create(metric.Name))]; break;
            case "status": schema.Enum = [.. Enum.GetNames<RunStatus>().Select(name => JsonValue.Create(name.ToLowerInvariant()))]; break;
            case "limit": (schema.Minimum, schema.Maximum) = ("1", PageSize.Most.ToString(CultureInfo.InvariantCulture)); break;
            case "minCii": schema.Minimum = "0"; break;
        }
    }

    private static JsonNode? ExampleOf(string? name) => name switch
    {
        "month" => "2025-10",
        "sector" => "Travel",
        "metric" => "average_ticket",
        "significant" => true,
        "minCii" => 2.5,
        "sort" => "-cii",
        "limit" => 100,
        "cursor" => Cursor.Of(12, 100),
        "status" => "done",
        "horizon" => 6,
        "months" => 12,
        "load" => 3,
        "id" => 7,
        _ => null,
    };
}
