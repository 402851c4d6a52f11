using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Tracker.Api.Tests;

/// <summary>Reads an answer that is a workbook.</summary>
internal static class Workbook
{
    public const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>The rows of each sheet by its name; a cell is its type and its text.</summary>
    public static async Task<OrderedDictionary<string, (CellValues? Type, string Text)[][]>> SheetsAsync(this Task<HttpResponseMessage> sending)
    {
        using var response = await sending;
        Assert.Equal(Type, response.Content.Headers.ContentType?.MediaType);
        using var stream = new MemoryStream(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        using var document = SpreadsheetDocument.Open(stream, false);
        var workbook = document.WorkbookPart!;
        var sheets = new OrderedDictionary<string, (CellValues?, string)[][]>();
        foreach (var sheet in workbook.Workbook.Descendants<Sheet>())
        {
            var rows = ((WorksheetPart)workbook.GetPartById(sheet.Id!)).Worksheet.Descendants<Row>();
            sheets.Add(sheet.Name!, [.. rows.Select(row => row.Elements<Cell>().Select(cell => (cell.DataType?.Value, cell.InnerText)).ToArray())]);
            Assert.Empty(((WorksheetPart)workbook.GetPartById(sheet.Id!)).Worksheet.Descendants<CellFormula>());
        }

        return sheets;
    }
}
