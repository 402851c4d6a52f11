using Tracker.Storage.Embedded;

namespace Tracker.Storage;

/// <summary>Which database is meant.</summary>
/// <param name="ConnectionString">A server's, as in <c>Host=…;Database=…;Username=…</c>; null for the embedded cluster.</param>
/// <param name="Home">Where the embedded cluster lies; null for TRACKER_HOME or its default.</param>
/// <param name="Name">The database of the embedded cluster.</param>
public sealed record DatabaseOptions(string? ConnectionString = null, ClusterHome? Home = null, string Name = EmbeddedCluster.DatabaseName)
{
    public const string Variable = "TRACKER_DATABASE";

    /// <summary>In place of a connection string: what the last demo left in the embedded cluster.</summary>
    public const string Demo = "demo";

    /// <summary>The demo's database lies beside the real one, so that its sample never meets data that people loaded.</summary>
    public const string DemoName = "tracker_demo";

    /// <summary>What <c>--database</c> says, else TRACKER_DATABASE, else the embedded cluster.</summary>
    public static DatabaseOptions From(string? argument)
    {
        var given = string.IsNullOrWhiteSpace(argument) ? Environment.GetEnvironmentVariable(Variable) : argument;
        return given switch
        {
            null or "" => new(),
            Demo => new(Name: DemoName),
            _ => new(given),
        };
    }
}
