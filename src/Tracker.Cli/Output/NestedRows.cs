namespace Tracker.Cli.Output;

/// <summary>Rows within a value of a result: an array of objects in JSON; in CSV names beside values, rows parted by semicolons.</summary>
/// <param name="Rows">Names beside values as a <see cref="Column{T}"/> has them.</param>
internal sealed record NestedRows(IReadOnlyList<IReadOnlyList<KeyValuePair<string, object?>>> Rows)
{
    public static NestedRows Of<T>(IEnumerable<T> records, IReadOnlyList<Column<T>> columns) =>
        new([.. records.Select(record => columns.Select(column => new KeyValuePair<string, object?>(column.Name, column.Value(record))).ToArray())]);
}
