using System.Globalization;
using System.Text;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Tracker.Api.Output;

/// <summary>
/// A workbook (XLSX). Numbers are numeric cells; text is stored as text, in a format that stays text when a reader edits the cell, so it never becomes a
/// formula. What is not one value stands as it does in CSV.
/// </summary>
public static class WorkbookOutput
{
    /// <summary>The format of text cells: a spreadsheet shows them as if an apostrophe stood before.</summary>
    private const uint TextFormat = 1;

    /// <summary>A spreadsheet takes no more letters in a cell.</summary>
    private const int MostLetters = 32767;

    /// <param name="stream">What it is written to.</param>
    /// <param name="sheets">One or more, each with a title of its own.</param>
    public static void Write(Stream stream, params IReadOnlyList<Sheet> sheets)
    {
        using var buffer = new MemoryStream(); // a workbook is written back and forth
        using (var document = SpreadsheetDocument.Create(buffer, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            var list = new Sheets();
            workbook.Workbook = new(list);
            AddFormats(workbook);
            foreach (var sheet in sheets)
                AddSheet(workbook, list, sheet);
        }

        buffer.Position = 0;
        buffer.CopyTo(stream);
    }

    private static void AddFormats(WorkbookPart workbook)
    {
        var plain = new CellFormat();
        var text = new CellFormat { NumberFormatId = 49, ApplyNumberFormat = true, QuotePrefix = true }; // 49 is "@", text
        workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = new(
            new Fonts(new Font()),
            new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
            new Borders(new Border()),
            new CellFormats(plain, text));
    }

    private static void AddSheet(WorkbookPart workbook, Sheets list, Sheet sheet)
    {
        var part = workbook.AddNewPart<WorksheetPart>();
        part.Worksheet = new(new SheetData(sheet.Rows.Select((row, i) => new Row(row.Select(CellOf)) { RowIndex = (uint)i + 1 })));
        list.AppendChild(new DocumentFormat.OpenXml.Spreadsheet.Sheet { Id = workbook.GetIdOfPart(part), SheetId = (uint)list.Count() + 1, Name = sheet.Title });
    }

    private static Cell CellOf(object? value) => value switch
    {
        null => new Cell(),
        bool flag => new Cell { DataType = CellValues.Boolean, CellValue = new(flag ? "1" : "0") },
        double number when !double.IsFinite(number) => throw new InvalidOperationException("a result is finite or absent"),
        double or int or long or decimal => new Cell { DataType = CellValues.Number, CellValue = new(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture)) },
        _ => new Cell(new InlineString(new Text(Storable(CsvOutput.TextOf(value))) { Space = SpaceProcessingModeValues.Preserve })) { DataType = CellValues.InlineString, StyleIndex = TextFormat },
    };

    /// <summary>Letters that XML cannot hold become the sign for them.</summary>
    private static string Storable(string text)
    {
        var kept = new StringBuilder();
        for (var i = 0; i < Math.Min(text.Length, MostLetters); i++)
        {
            if (i + 1 < text.Length && i + 1 < MostLetters && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
                kept.Append(text[i]).Append(text[++i]);
            else
                kept.Append(XmlConvert.IsXmlChar(text[i]) ? text[i] : '\uFFFD');
        }

        return kept.ToString();
    }
}
