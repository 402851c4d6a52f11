using System.Globalization;

namespace Tracker.Storage.Embedded;

/// <summary>
/// Processes that a killed server left behind. Most see that it is gone and end; one in the middle of a long statement sees it only when
/// it next waits, and until then a new server refuses to start beside it.
/// </summary>
internal static class Orphans
{
    private const int Rounds = 50;
    private const int PoliteRounds = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Ends them and waits until they are gone. They work in the data folder, and nothing else does.</summary>
    public static async Task EndAsync(string dataFolder, ServerUser user, CancellationToken cancellationToken)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var left = await FindAsync(dataFolder, user, cancellationToken);
            if (left.Count == 0)
                return;
            var signal = round < PoliteRounds ? "-QUIT" : "-KILL";
            await user.RunAsync("/bin/sh", ["-c", "kill \"$@\"", "sh", signal, .. left], "/", cancellationToken);
            await Task.Delay(Pause, cancellationToken);
        }
    }

    private static async Task<List<string>> FindAsync(string dataFolder, ServerUser user, CancellationToken cancellationToken)
    {
        var pattern = string.Concat(dataFolder.Select(letter => "\\*?[]".Contains(letter, StringComparison.Ordinal) ? $"\\{letter}" : $"{letter}"));
        var found = await user.RunAsync(
            "find", ["/proc", "-mindepth", "2", "-maxdepth", "2", "-name", "cwd", "-lname", pattern, "-printf", "%h\\n"], "/", cancellationToken);
        return
        [
            .. found.Output
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(folder => Path.GetFileName(folder))
                .Where(name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _)),
        ];
    }
}
