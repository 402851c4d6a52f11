namespace Tracker.Api.Output;

/// <summary>A table of cells: the sheet of a workbook, or a whole file of CSV.</summary>
/// <param name="Title">The name of the sheet, 1 to 31 letters.</param>
/// <param name="Rows">The first is the header, where there is one; a cell is what a <see cref="Column{T}"/> gives.</param>
public sealed record Sheet(string Title, IEnumerable<IReadOnlyList<object?>> Rows)
{
    /// <summary>A list: a header, then a row a record.</summary>
    public static Sheet Of<T>(string title, IReadOnlyList<Column<T>> columns, IEnumerable<T> records) =>
        new(title, [columns.Select(column => (object?)column.Name).ToArray(), .. records.Select(record => columns.Select(column => column.Value(record)).ToArray())]);

    /// <summary>One thing: its names beside its values, numbers by name each in a row of their own. Objects, which only JSON has, are left out.</summary>
    public static Sheet Summary<T>(IReadOnlyList<Column<T>> names, T one) => new("summary", names.SelectMany(column => RowsOf(column.Name, column.Value(one))));

    private static IEnumerable<IReadOnlyList<object?>> RowsOf(string name, object? value) => value switch
    {
        IReadOnlyList<KeyValuePair<string, double>> named => named.Select(pair => (object?[])[$"{name}.{pair.Key}", pair.Value]),
        IReadOnlyList<Fields> => [],
        IReadOnlyList<string> texts => [[name, .. texts]],
        _ => [[name, value]],
    };
}
