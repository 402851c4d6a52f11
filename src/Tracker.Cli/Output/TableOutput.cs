using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Tracker.Cli.Output;

/// <summary>For reading. In a pipe or a file nothing is coloured, and no line is broken for the width of a screen.</summary>
internal static class TableOutput
{
    private const int WidthWithoutScreen = 4096;

    public static void WriteAll<T>(Stream stream, IReadOnlyList<Column<T>> columns, IReadOnlyCollection<T> records, string? headline)
    {
        if (headline is not null)
            Render(stream, new Text(headline + "\n"));
        if (records.Count == 0)
            return;
        Column<T>[] shown = [.. columns.Where(column => column.InTable)];
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in shown)
            table.AddColumn(new TableColumn(new Text(column.Name)) { NoWrap = true, Alignment = AlignmentOf(column, records) });
        foreach (var record in records)
            table.AddRow(shown.Select(column => new Text(TableCell.Show(column.Value(record), column.Shown))));
        Render(stream, table);
    }

    /// <summary>Names beside values; a value that is alone stands alone, fit for <c>$(…)</c>.</summary>
    public static void WriteOne<T>(Stream stream, IReadOnlyList<Column<T>> columns, T record)
    {
        if (columns is [var only])
        {
            Render(stream, new Text(TableCell.Show(only.Value(record), only.Shown) + "\n"));
            return;
        }

        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        foreach (var column in columns.Where(column => column.InTable))
            grid.AddRow(new Text(column.Name), new Text(TableCell.Show(column.Value(record), column.Shown)));
        Render(stream, grid);
    }

    private static Justify AlignmentOf<T>(Column<T> column, IReadOnlyCollection<T> records) =>
        records.Select(column.Value).FirstOrDefault(value => value is not null) is int or long or double or decimal ? Justify.Right : Justify.Left;

    private static void Render(Stream stream, IRenderable rendered)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true);
        var piped = Console.IsOutputRedirected;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = piped ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = piped ? WidthWithoutScreen : Math.Max(Console.WindowWidth, 40);
        console.Write(rendered);
    }
}
