using Tracker.Storage.Embedded;

namespace Tracker.Storage;

/// <summary>Which database is meant.</summary>
/// <param name="ConnectionString">A server's, as in <c>Host=…;Database=…;Username=…</c>; null for the embedded cluster.</param>
/// <param name="Home">Where the embedded cluster lies; null for TRACKER_HOME or its default.</param>
public sealed record DatabaseOptions(string? ConnectionString = null, ClusterHome? Home = null)
{
    public const string Variable = "TRACKER_DATABASE";

    /// <summary>What <c>--database</c> says, else TRACKER_DATABASE, else the embedded cluster.</summary>
    public static DatabaseOptions From(string? argument) =>
        new(string.IsNullOrWhiteSpace(argument) ? Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given : null : argument);
}
