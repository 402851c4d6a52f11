using System.Globalization;

namespace Tracker.Synthetic.Sectors;

/// <summary>The small tables of seeds/synthetic, which are part of the assembly. Lists inside a field are separated by semicolons.</summary>
internal static class Seeds
{
    public static readonly IReadOnlyList<SectorProfile> Sectors = ReadSectors();

    /// <summary>The words that names are made of, by list.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Words = Rows("words.csv").ToDictionary(row => row[0], row => row[1].Split(';'));

    private static SectorProfile[] ReadSectors()
    {
        var rows = Rows("sectors.csv");
        var shares = rows.Sum(row => Number(row[1]));
        return
        [
            .. rows.Select(row => new SectorProfile(
                row[0], Number(row[1]) / shares, Number(row[2]), Number(row[3]), Number(row[4]), Number(row[5]), Number(row[6]), Number(row[7]),
                Number(row[8]), Number(row[9]), Number(row[10]), Number(row[11]), Number(row[12]), Number(row[13]),
                row[14].Split(';'), row[15].Split(';'))),
        ];
    }

    private static string[][] Rows(string file)
    {
        using var stream = typeof(Seeds).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"{file}: expected as a resource of the assembly");
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.TrimEnd('\r').Split(','))];
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
