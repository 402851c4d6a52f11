namespace Tracker.Api.Output;

/// <summary>One column of a result, in all formats.</summary>
/// <param name="Name">In camelCase: the key in JSON and the header in CSV and tables.</param>
/// <param name="Value">
/// What stands there: text, a whole number, a finite double, a truth value, a list of texts, texts or doubles by name (an object in JSON), a list of objects, or null for nothing. Anything else is written as its text.
/// </param>
/// <param name="Shown">How a number is shown in a table (a .NET format); null lets its size decide.</param>
/// <param name="InTable">Whether a table has room for it; JSON and CSV have all.</param>
public sealed record Column<T>(string Name, Func<T, object?> Value, string? Shown = null, bool InTable = true);
