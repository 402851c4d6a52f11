namespace Tracker.Benchmarks.Drivers;

/// <summary>Drivers beside other programs and beside the truth: `drivers [trees|whole|truth|quiet|uneven|bought]…`, all of them without a word.</summary>
internal static class DriversBenchmark
{
    private static readonly (string Name, Action<TextWriter, TextWriter> Run)[] Parts =
    [
        ("trees", TreesBenchmark.Run), ("whole", WholeRankingBenchmark.Run), ("truth", PanelsBenchmark.Truth), ("quiet", PanelsBenchmark.Quiet), ("uneven", PanelsBenchmark.Uneven),
        ("bought", BoughtBenchmark.Run),
    ];

    public static int Run(string[] arguments, TextWriter output, TextWriter notes)
    {
        if (arguments.Except(Parts.Select(part => part.Name)).FirstOrDefault() is { } unknown)
        {
            notes.WriteLine($"drivers: expected {string.Join(", ", Parts.Select(part => part.Name))}, got {unknown}");
            return 2;
        }

        foreach (var part in Parts.Where(part => arguments.Length == 0 || arguments.Contains(part.Name)))
        {
            part.Run(output, notes);
            output.WriteLine();
            output.Flush();
        }

        return 0;
    }
}
