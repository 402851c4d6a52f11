using System.Text;
using Tracker.Storage.Ingest.Csv;
using Tracker.Storage.Ingest.Plans;

namespace Tracker.Storage.Ingest;

/// <summary>Reads the sector of every raw category, from files or from dataset.yaml itself.</summary>
internal sealed class TaxonomyFile(PanelWords words, RejectLog rejects)
{
    private static readonly string[] Columns = ["category", "sector"];
    private static readonly HashSet<string> Days = [];
    private readonly Dictionary<string, string> given = [];

    public void Read(IReadOnlyList<SourceFile> files, TableMapping mapping, CancellationToken cancellation)
    {
        foreach (var file in files)
        {
            foreach (var row in mapping.Read(file, Columns, Days, cancellation))
            {
                if ((row.Problem ?? Enter(row.Fields[0], row.Fields[1])) is { } fault)
                    rejects.AddBeside(new(file.Name, row.Line, null, fault, row.Raw));
            }
        }
    }

    /// <summary>Returns why the pair cannot be used, or null.</summary>
    public string? Enter(string category, string sector)
    {
        if (category.Length == 0 || sector.Length == 0)
            return "expected a category and its sector";
        if (!given.TryAdd(category, sector) && given[category] != sector)
            return "the category stands twice, with different sectors";
        if (!words.Sectors.TryNumber(Encoding.UTF8.GetBytes(sector), out var number))
            return "a new sector, with 1,000 there already";
        words.Categories[category] = number;
        return null;
    }
}
