namespace Tracker.Storage.Ingest;

/// <summary>How far a load is.</summary>
/// <param name="Stage">What is being done, in a word: reading, comparing, writing, publishing.</param>
/// <param name="Done">Bytes or rows done of <paramref name="Total"/>; 0 of 0 where it cannot be told.</param>
public readonly record struct LoadProgress(string Stage, long Done, long Total);
