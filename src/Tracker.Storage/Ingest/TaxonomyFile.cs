using System.Text;
using Tracker.Storage.Ingest.Csv;

namespace Tracker.Storage.Ingest;

/// <summary>Reads <c>taxonomy.csv</c>: the sector of every raw category.</summary>
internal static class TaxonomyFile
{
    public static void Read(SourceFile file, PanelWords words, RejectLog rejects, CancellationToken cancellation)
    {
        var table = CsvTable.Read(file, cancellation);
        var category = table.Header.Require("category");
        var sector = table.Header.Require("sector");
        var inFile = new Dictionary<string, string>();
        foreach (var row in table.Rows)
        {
            var number = 0;
            var fault = row.Problem
                ?? (row.Fields[category].Length == 0 || row.Fields[sector].Length == 0 ? "expected a category and its sector"
                : !inFile.TryAdd(row.Fields[category], row.Fields[sector]) && inFile[row.Fields[category]] != row.Fields[sector]
                    ? "the category stands twice, with different sectors"
                : !words.Sectors.TryNumber(Encoding.UTF8.GetBytes(row.Fields[sector]), out number) ? "a new sector, with 1,000 there already"
                : null);
            if (fault is null)
                words.Categories[row.Fields[category]] = number;
            else
                rejects.AddBeside(new(file.Name, row.Line, null, fault, row.Raw));
        }
    }
}
