using Tracker.Api.Answers;
using Tracker.Api.OpenApi;
using Tracker.Storage;
using Tracker.Storage.Migrations;

namespace Tracker.Api.Health;

/// <summary>Whether the service is there, and whether it can work. They need no key.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup("/health").AllowAnonymous().WithTags("health");
        health.MapGet("/live", () => TypedResults.Ok(new HealthState("live")))
            .Named("live", "Whether the process answers").WithExample(new HealthState("live"));
        health.MapGet("/ready", ReadyAsync)
            .Named("ready", "Whether the database answers and has this program's schema").WithExample(new HealthState("ready"))
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<Microsoft.AspNetCore.Http.HttpResults.Ok<HealthState>> ReadyAsync(TrackerDatabase database, CancellationToken cancellation) =>
        await MigrationState.ProblemAsync(database.Source, cancellation) is { } problem
            ? throw new Problem(StatusCodes.Status503ServiceUnavailable, problem)
            : TypedResults.Ok(new HealthState("ready"));
}

/// <summary>How the service is.</summary>
/// <param name="Status">In a word.</param>
internal sealed record HealthState(string Status);
