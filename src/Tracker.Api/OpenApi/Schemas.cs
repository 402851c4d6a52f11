using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Tracker.Core.Panel;

namespace Tracker.Api.OpenApi;

/// <summary>What the types alone do not say of their JSON.</summary>
internal static class Schemas
{
    public const string MonthPattern = "^[0-9]{4}-(0[1-9]|1[0-2])$";

    public const string DayPattern = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";

    public static Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        if ((Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type) == typeof(Month))
        {
            schema.Type = JsonSchemaType.String;
            schema.Pattern = MonthPattern;
            schema.Properties?.Clear();
            schema.Required?.Clear();
        }

        return Task.CompletedTask;
    }
}
