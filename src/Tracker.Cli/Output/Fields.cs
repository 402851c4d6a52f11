namespace Tracker.Cli.Output;

/// <summary>An object within a result: its values by name, each as in a <see cref="Column{T}"/>.</summary>
internal sealed record Fields(IReadOnlyList<KeyValuePair<string, object?>> Values);
