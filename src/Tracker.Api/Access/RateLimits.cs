using System.Globalization;
using System.Threading.RateLimiting;
using Tracker.Api.Answers;

namespace Tracker.Api.Access;

/// <summary>So many requests a minute for each key, and for each address that comes without one.</summary>
internal static class RateLimits
{
    private const int Segments = 6;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static void Add(IServiceCollection services, int requestsPerMinute) => services.AddRateLimiter(options =>
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http => PartitionOf(http, requestsPerMinute));
        options.OnRejected = (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var left) ? left : Window / Segments;
            rejected.HttpContext.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            Problems.Say(rejected.HttpContext, $"expected {requestsPerMinute} requests a minute or fewer");
            return ValueTask.CompletedTask;
        };
    });

    private static RateLimitPartition<string> PartitionOf(HttpContext http, int requestsPerMinute)
    {
        if (http.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal))
            return RateLimitPartition.GetNoLimiter("health");
        var who = http.User.Identity?.IsAuthenticated == true ? $"key {Roles.KeyOf(http)}" : $"address {http.Connection.RemoteIpAddress}";
        return RateLimitPartition.GetSlidingWindowLimiter(
            who, _ => new() { PermitLimit = requestsPerMinute, Window = Window, SegmentsPerWindow = Segments, QueueLimit = 0 });
    }
}
