namespace Tracker.Storage.Ingest;

/// <summary>A load that cannot be done, in one line for the person who ordered it. Nothing of the load was kept.</summary>
public sealed class IngestException(string message, Exception? inner = null) : Exception(message, inner);
