namespace Tracker.Cli.Output;

/// <summary>How far long work is.</summary>
/// <param name="Share">0 to 1.</param>
/// <param name="Detail">What has been done, in words; may be empty.</param>
internal readonly record struct Progressed(double Share, string Detail = "");
