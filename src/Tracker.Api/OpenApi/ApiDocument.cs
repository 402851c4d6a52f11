using System.Text;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Tracker.Api.Access;
using Tracker.Api.Answers;

namespace Tracker.Api.OpenApi;

/// <summary>The OpenAPI 3.1 document: made from the endpoints, their types and their examples, once.</summary>
internal static class ApiDocument
{
    private const string Name = "v1";

    public static void Add(IServiceCollection services)
    {
        services.AddOpenApi(Name, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.AddSchemaTransformer(Schemas.TransformAsync);
            options.AddOperationTransformer(Operations.TransformAsync);
            options.AddDocumentTransformer((document, _, _) =>
            {
                Describe(document);
                return Task.CompletedTask;
            });
        });
        services.AddSingleton(provider => new Lazy<Task<byte[]>>(() => WriteAsync(provider)));
    }

    public static void MapApiDocument(this IEndpointRouteBuilder routes) =>
        routes.MapGet($"/openapi/{Name}.json", async (Lazy<Task<byte[]>> document) => TypedResults.Bytes(await document.Value, Media.Json))
            .AllowAnonymous().ExcludeFromDescription();

    private static async Task<byte[]> WriteAsync(IServiceProvider provider)
    {
        await using var scope = provider.CreateAsyncScope();
        var document = await scope.ServiceProvider.GetRequiredKeyedService<IOpenApiDocumentProvider>(Name).GetOpenApiDocumentAsync();
        var text = await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1);
        return Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n") + "\n");
    }

    private static void Describe(OpenApiDocument document)
    {
        document.Info = new()
        {
            Title = "Tracker",
            Version = Name,
            Description = "What moved in how people spend, month by month, and whether it is more than chance. Lists come as JSON, CSV or XLSX (Accept or format), in pages "
                + "(limit, and the link to the next one), with a weak ETag. Every error is a problem document (RFC 9457). The key goes into X-Api-Key.",
        };
        document.Servers = [];
        document.Components ??= new();
        Operations.AddProblem(document);
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [KeyAuthentication.Scheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Header,
                Name = KeyAuthentication.Header,
                Description = "From tracker keys create. A reader reads; an analyst also annotates and asks for what nobody planned; an operator also has months computed and sees rejects.",
            },
        };
    }
}
