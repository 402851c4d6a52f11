namespace Tracker.Api.OpenApi;

/// <summary>Says in the API document what an endpoint is.</summary>
internal static class Documented
{
    public static RouteHandlerBuilder Named(this RouteHandlerBuilder endpoint, string name, string summary) => endpoint.WithName(name).WithSummary(summary);

    /// <summary>A good answer.</summary>
    public static RouteHandlerBuilder WithExample(this RouteHandlerBuilder endpoint, object answer) => endpoint.WithMetadata(new AnswerExample(answer));

    /// <summary>A body that it takes.</summary>
    public static RouteHandlerBuilder WithBody(this RouteHandlerBuilder endpoint, object body) => endpoint.WithMetadata(new BodyExample(body));
}

internal sealed record AnswerExample(object Answer);

internal sealed record BodyExample(object Body);
