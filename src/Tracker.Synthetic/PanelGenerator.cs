using System.Runtime.ExceptionServices;
using Tracker.Core.Panel;
using Tracker.Synthetic.Drawing;
using Tracker.Synthetic.Expectations;
using Tracker.Synthetic.Model;
using Tracker.Synthetic.Writing;

namespace Tracker.Synthetic;

/// <summary>
/// Synthetic panels whose truth is known. The same options give the same panel, as files or in memory: the sums of the files' events are
/// the history that <see cref="Draw(GeneratorOptions, CancellationToken)"/> returns.
/// </summary>
public static class PanelGenerator
{
    /// <summary>Writes consumers.csv, events/yyyy-MM.csv, calendar.csv, truth.json and, where the scenario has targets, population.csv.</summary>
    /// <returns>What was planted.</returns>
    /// <exception cref="IOException">The directory holds something and <see cref="GeneratorOptions.Overwrite"/> is not set.</exception>
    public static Truth Write(
        GeneratorOptions options, string directory, IProgress<GeneratorProgress>? progress = null, CancellationToken cancellation = default)
    {
        var model = PanelModel.Of(options);
        var truth = Truth.Of(model);
        var folder = PanelFolder.Prepare(directory, options.Overwrite); // after all that can refuse: an earlier panel stays whole
        ConsumerFile.Write(folder.Consumers, model.Population);
        CalendarFile.Write(folder.Calendar, options);
        if (options.Scenario.Population is { } targets)
            PopulationFile.Write(folder.Population, targets, model);
        TruthFile.Write(folder.Truth, truth);
        var gate = new Lock();
        var (months, events) = (0, 0L);
        EachMonth(options, () => new MonthRows(), (month, rows) =>
        {
            rows.Draw(model, month, cancellation);
            EventFile.Write(folder.Events(options.First + month, options.Gzip), options.First + month, rows, options.Gzip);
            lock (gate)
                progress?.Report(new(++months, options.Months, events += rows.Count));
        }, cancellation);
        return truth;
    }

    /// <summary>The panel at the level of the marts, without files.</summary>
    public static PanelHistory Draw(GeneratorOptions options, CancellationToken cancellation = default) => Draw(PanelModel.Of(options), cancellation);

    /// <summary>Months by consumer and sector; <see cref="SyntheticPanel"/> gives more of the same panel without making it again.</summary>
    public static IReadOnlyList<CellMonth> DrawCells(
        GeneratorOptions options, Month from, Month to, IReadOnlyCollection<Sector>? sectors = null, CancellationToken cancellation = default) =>
        SyntheticPanel.Of(options).DrawCells(from, to, sectors, cancellation);

    internal static PanelHistory Draw(PanelModel model, CancellationToken cancellation)
    {
        var options = model.Options;
        var sums = new MonthSums[options.Months];
        EachMonth(options, () => sums, (month, all) => all[month] = MonthSums.Draw(model, month, cancellation), cancellation);
        var months = sums.Select((month, m) => new PanelMonth(options.First + m, ActiveConsumers(sums, m), month.BySector));
        return new(SyntheticPanel.Sectors, [.. months]);
    }

    private static int ActiveConsumers(MonthSums[] sums, int month)
    {
        var window = sums[Math.Max(0, month - ActiveChance.Window + 1)..(month + 1)];
        return Enumerable.Range(0, sums[month].Acted.Length).Count(consumer => window.Any(m => m.Acted[consumer]));
    }

    /// <summary>Runs the months side by side, each worker with a room of its own; the first failure comes out as itself.</summary>
    private static void EachMonth<TRoom>(GeneratorOptions options, Func<TRoom> room, Action<int, TRoom> work, CancellationToken cancellation)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellation };
        try
        {
            Parallel.For(0, options.Months, parallel, room, Step, _ => { });
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Throw(failures.InnerExceptions[0]);
        }

        TRoom Step(int month, ParallelLoopState loop, TRoom own)
        {
            work(month, own);
            return own;
        }
    }
}
