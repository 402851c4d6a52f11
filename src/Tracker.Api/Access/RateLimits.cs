using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Tracker.Api.Answers;

namespace Tracker.Api.Access;

/// <summary>So many requests a minute for each key, and for each address that comes without one.</summary>
internal static class RateLimits
{
    /// <summary>Of the form that takes keys, beside the limit of all requests.</summary>
    public const string SignIn = "sign-in";

    private const int Segments = 6;

    /// <summary>A key has 256 random bits: this is against noise, not against luck.</summary>
    private const int SignInsPerMinute = 20;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static void Add(IServiceCollection services, int requestsPerMinute) => services.AddRateLimiter(options =>
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http => PartitionOf(http, requestsPerMinute));
        options.AddPolicy(SignIn, http => HttpMethods.IsPost(http.Request.Method)
            ? RateLimitPartition.GetSlidingWindowLimiter(
                $"sign-in {http.Connection.RemoteIpAddress}", _ => new() { PermitLimit = SignInsPerMinute, Window = Window, SegmentsPerWindow = Segments, QueueLimit = 0 })
            : RateLimitPartition.GetNoLimiter("sign-in"));
        options.OnRejected = (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var left) ? left : Window / Segments;
            rejected.HttpContext.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            var most = rejected.HttpContext.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>() is null ? requestsPerMinute : Math.Min(SignInsPerMinute, requestsPerMinute);
            Problems.Say(rejected.HttpContext, $"expected {most} requests a minute or fewer");
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
