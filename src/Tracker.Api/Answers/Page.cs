namespace Tracker.Api.Answers;

/// <summary>A part of a list.</summary>
/// <param name="Items">What was asked for, in its order.</param>
/// <param name="Next">Where the next part is; null with the last one.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? Next = null);
