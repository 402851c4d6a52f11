namespace Tracker.Benchmarks;

/// <summary>What the index is worth: planted shifts, simulated months, generated panels, past shocks and the calendar of months. All of them, or those named.</summary>
internal static class MoversBenchmark
{
    private static readonly (string Name, Func<TextWriter, TextWriter, bool> Run)[] Trials =
        [("shifts", ShiftTrial.Run), ("shocks", ShockTrial.Run), ("months", MonthTrial.Run), ("panels", PanelTrial.Run), ("calendar", CalendarTrial.Run)];

    public static int Run(string[] names, TextWriter output, TextWriter notes)
    {
        if (names.FirstOrDefault(name => Trials.All(trial => trial.Name != name)) is { } unknown)
        {
            notes.WriteLine($"movers {unknown}: expected {string.Join(", ", Trials.Select(trial => trial.Name))}");
            return 2;
        }

        var complete = true;
        foreach (var (name, run) in Trials.Where(trial => names.Length == 0 || names.Contains(trial.Name)))
        {
            notes.WriteLine(name);
            complete &= run(output, notes);
            output.WriteLine();
        }

        return complete ? 0 : 1;
    }
}
