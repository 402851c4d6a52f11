namespace Tracker.Storage.Embedded;

/// <summary>What is known of an embedded cluster without starting it.</summary>
/// <param name="Home">TRACKER_HOME, or its default.</param>
/// <param name="DataFolder">The data folder of the server; it does not exist before the first start.</param>
/// <param name="Log">What the server said.</param>
/// <param name="Running">Whether a server holds the data folder.</param>
/// <param name="ProcessId">The server's process; null when it does not run.</param>
/// <param name="SocketFolder">Where it listens; null when it does not run.</param>
/// <param name="Version">Major version of PostgreSQL that made the cluster; null before the first start.</param>
public sealed record ClusterStatus(
    string Home, string DataFolder, string Log, bool Running, int? ProcessId, string? SocketFolder, int? Version);
