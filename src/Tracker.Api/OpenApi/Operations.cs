using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;
using Tracker.Api.Access;
using Tracker.Api.Answers;
using Tracker.Api.Output;

namespace Tracker.Api.OpenApi;

/// <summary>Completes an operation: who may, CSV, examples, and every error that it answers with.</summary>
internal static class Operations
{
    private const string ProblemName = "ProblemDetails";

    private static readonly int[] Errors = [400, 401, 403, 406, 429, 500, 503];

    public static Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        operation.Responses ??= [];
        if (metadata.OfType<Needs>().LastOrDefault() is { } needs)
        {
            operation.Description = $"For the role {needs.Role.ToString().ToLowerInvariant()}.";
            operation.Security = [new() { [new OpenApiSecuritySchemeReference(KeyAuthentication.Scheme, context.Document)] = [] }];
            AddErrors(operation, operation.RequestBody is null ? Errors : [.. Errors, 415]);
            if (operation.Parameters?.Any(parameter => parameter.In == ParameterLocation.Path) == true || metadata.OfType<AnswerExample>().Any())
                AddErrors(operation, [404]);
        }

        var offered = metadata.OfType<Offers>().Select(offer => offer.ContentType).ToArray();
        if (offered.Length > 0)
            (operation.Parameters ??= []).Add(Parameters.Form([Media.Json, .. offered]));
        if (metadata.OfType<Repeatable>().Any())
            (operation.Parameters ??= []).Add(Parameters.IdempotencyKey());
        foreach (var parameter in operation.Parameters ?? [])
            Parameters.Complete((OpenApiParameter)parameter, metadata.OfType<ITagsMetadata>().Any(tags => tags.Tags.Contains("work")));
        if (metadata.OfType<BodyExample>().LastOrDefault() is { } body && operation.RequestBody?.Content is { } taken)
            taken[Media.Json].Example = Node(body.Body);
        foreach (var (status, response) in operation.Responses)
            Complete(status, (OpenApiResponse)response, metadata, context.Document!);
        return Task.CompletedTask;
    }

    /// <summary>What the operations refer to.</summary>
    public static void AddProblem(OpenApiDocument document)
    {
        document.Components!.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        document.Components.Schemas[ProblemName] = ProblemSchema();
    }

    private static void AddErrors(OpenApiOperation operation, IEnumerable<int> statuses)
    {
        foreach (var status in statuses)
            operation.Responses!.TryAdd(status.ToString(CultureInfo.InvariantCulture), new OpenApiResponse());
    }

    private static void Complete(string status, OpenApiResponse response, IList<object> metadata, OpenApiDocument document)
    {
        var code = int.Parse(status, CultureInfo.InvariantCulture);
        response.Description = ReasonPhrases.GetReasonPhrase(code);
        if (code >= StatusCodes.Status400BadRequest)
        {
            response.Content = new Dictionary<string, OpenApiMediaType>
            {
                [Problems.ContentType] = new() { Schema = new OpenApiSchemaReference(ProblemName, document) },
            };
            return;
        }

        if (code == StatusCodes.Status304NotModified || metadata.OfType<AnswerExample>().LastOrDefault() is not { } example)
            return;
        if (response.Content?.TryGetValue(Media.Json, out var json) == true)
            json.Example = Node(example.Answer);
        foreach (var offer in metadata.OfType<Offers>())
        {
            response.Content![offer.ContentType] = offer.ContentType == Media.Csv
                ? new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String }, Example = Csv(example.Answer) }
                : new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } };
        }
    }

    private static OpenApiSchema ProblemSchema() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "What went wrong (RFC 9457).",
        Required = new HashSet<string> { "type", "title", "status" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["title"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "The status in words." },
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" },
            ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "What was expected and what came." },
        },
        Examples = [new JsonObject { ["type"] = "about:blank", ["title"] = "Bad Request", ["status"] = 400, ["detail"] = "month 2025-13: expected yyyy-MM" }],
    };

    private static JsonNode? Node(object value) => JsonSerializer.SerializeToNode(value, value.GetType(), StrictJson.Options);

    private static JsonNode Csv(object answer)
    {
        using var stream = new MemoryStream();
        if (answer is ISheets one)
        {
            CsvOutput.Write(stream, one.Sheets()[^1]);
            return Encoding.UTF8.GetString(stream.ToArray());
        }

        typeof(Operations).GetMethod(nameof(WriteCsv), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
            .MakeGenericMethod(answer.GetType().GenericTypeArguments).Invoke(null, [stream, answer]);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteCsv<T>(Stream stream, Page<T> page) => CsvOutput.Write(stream, RecordColumns<T>.All, page.Items);
}
