using Tracker.Core.Movers;
using Tracker.Synthetic;
using Tracker.Synthetic.Scenarios;

namespace Tracker.Benchmarks;

/// <summary>
/// Whether a month's ranking tells the truth: the mover of the default scenario must come first of 297 series and be significant; in a quiet
/// panel nothing may be. Panels are drawn in memory, as the files would be summed.
/// </summary>
internal static class PlantedBenchmark
{
    private const int Months = 48;
    private const int Seeds = 40;
    private static readonly int[] PanelSizes = [2000, 3000, 5000];

    public static int Run(TextWriter output, TextWriter notes)
    {
        output.WriteLine($"{Seeds} panels of each size, {Months} months, seeds 1 to {Seeds}");
        output.WriteLine("| consumers | planted first | planted significant | least planted CII | quiet panels with any flag |");
        output.WriteLine("|---|---|---|---|---|");
        foreach (var consumers in PanelSizes)
        {
            var (first, significant, flagged, least) = (0, 0, 0, double.PositiveInfinity);
            for (var seed = 1; seed <= Seeds; seed++)
            {
                notes.WriteLine($"{consumers} consumers, seed {seed}");
                var options = new GeneratorOptions { Consumers = consumers, Months = Months, Seed = (ulong)seed };
                var planted = Truth.Of(options).Planted[0];
                var score = Score(options);
                var found = score.Movers.Single(mover => mover.Sector == planted.Sector && mover.Metric == planted.Metric);
                first += found.Rank == 1 ? 1 : 0;
                significant += found.Significant ? 1 : 0;
                least = Math.Min(least, found.Cii);
                flagged += Score(options with { Scenario = Scenario.Quiet }).Movers.Any(mover => mover.Significant) ? 1 : 0;
            }

            output.WriteLine($"| {consumers:N0} | {first} of {Seeds} | {significant} of {Seeds} | {least:0.0} | {flagged} of {Seeds} |");
        }

        return 0;
    }

    private static MonthScore Score(GeneratorOptions options)
    {
        var history = PanelGenerator.Draw(options, CancellationToken.None);
        return MoverRanking.Score(history, history.Last);
    }
}
