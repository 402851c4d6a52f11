using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Tracker.Api.Answers;
using Tracker.Core.Panel;
using Tracker.Storage.Results;
using Tracker.Storage.Work;

namespace Tracker.Api.OpenApi;

/// <summary>Completes a parameter: an example, and the bounds that the endpoint checks.</summary>
internal static class Parameters
{
    /// <summary>What the answer is written as, by name.</summary>
    public static OpenApiParameter Form(IReadOnlyList<string> offered) => new()
    {
        Name = Media.Parameter,
        In = ParameterLocation.Query,
        Description = "What the answer is written as, in place of Accept",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. Media.NamesOf(offered).Select(name => JsonValue.Create(name))] },
    };

    /// <summary>The header that makes a request repeatable.</summary>
    public static OpenApiParameter IdempotencyKey() => new()
    {
        Name = Idempotency.Header,
        In = ParameterLocation.Header,
        Description = "A text of the client's own, such as a UUID: the same request with it again, for two days, is answered with the same answer and done once",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = Idempotency.LongestKey },
    };

    /// <param name="parameter">Of the operation.</param>
    /// <param name="ofWork">Whether the operation is about the ledger of work, whose items have other states than runs.</param>
    public static void Complete(OpenApiParameter parameter, bool ofWork)
    {
        parameter.Example = ofWork && parameter.Name == "status" ? "dead" : ExampleOf(parameter.Name);
        if (parameter.Schema is not OpenApiSchema schema)
            return;
        switch (parameter.Name)
        {
            case "month": schema.Pattern = Schemas.MonthPattern; break;
            case "metric": schema.Enum = [.. Metric.All.Select(metric => JsonValue.Create(metric.Name))]; break;
            case "status": schema.Enum = [.. (ofWork ? Enum.GetNames<WorkStatus>() : Enum.GetNames<RunStatus>()).Select(name => JsonValue.Create(name.ToLowerInvariant()))]; break;
            case "day": schema.Pattern = Schemas.DayPattern; break;
            case "from" or "to": schema.Pattern = Schemas.MonthPattern; break;
            case "by": schema.Enum = ["month", "day"]; break;
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
        "kind" => "decompose",
        "parent" => 31,
        "reference" => "12",
        "by" => "month",
        "day" => "2025-10-14",
        "from" => "2024-11",
        "to" => "2025-10",
        Media.Parameter => "json",
        Idempotency.Header => "8e03978e-40d5-43dd-bc93-6894a57f9324",
        _ => null,
    };
}
