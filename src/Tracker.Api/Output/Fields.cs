namespace Tracker.Api.Output;

/// <summary>An object within a result: its values by name, each as in a <see cref="Column{T}"/>.</summary>
public sealed record Fields(IReadOnlyList<KeyValuePair<string, object?>> Values);
