namespace Tracker.Storage.Work;

/// <summary>What came of an item.</summary>
public sealed record WorkOutcome
{
    /// <summary>It is done, and there is nothing to point at.</summary>
    public static readonly WorkOutcome Done = new();

    public long? RunId { get; init; }

    public long? DriversId { get; init; }

    public long? DecompositionId { get; init; }

    /// <summary>Why there is no answer and another attempt would give none either, in one line for people; null where there is one. The item is done, and nobody is called.</summary>
    public string? Refusal { get; init; }

    /// <summary>Added to the steps of the item, and once to those of the one that waits for it; null for nothing.</summary>
    public string? Step { get; init; }
}
