using System.Globalization;
using System.Text.Json;
using Tracker.Cli.Tests;

namespace Tracker.Pages.Tests;

/// <summary>A generated panel whose names are hostile: the sector that moves, a brand and a file are written like script. Some rows are bad, and a month has just begun.</summary>
internal static class SamplePanel
{
    public const string Month = "2025-10";
    public const string Unfinished = "2025-11";
    public const string Sector = "Coffee <script>window.hostile = 1</script> & \"Co\"";
    public const string Brand = "<img src=x onerror='window.hostile = 1'>";
    public const string BadFile = "<b>bad<!--.csv";
    public const int BadRows = 7;

    private const int LastDay = 12;

    public static async Task<string> WriteAsync()
    {
        var folder = Directory.CreateTempSubdirectory("tracker-pages-").FullName;
        var generated = await TrackerProcess.RunAsync("generate", "--out", folder, "--consumers", "300", "--months", "30");
        Assert.True(generated.ExitCode == 0, generated.Error);
        using var truth = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "truth.json")));
        var planted = truth.RootElement.GetProperty("planted")[0].GetProperty("sector").GetString()!;
        foreach (var file in Directory.GetFiles(Path.Combine(folder, "events")))
            await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace($",{planted},", $",{Quoted(Sector)},", StringComparison.Ordinal));
        var month = Path.Combine(folder, "events", $"{Month}.csv");
        var lines = await File.ReadAllLinesAsync(month);
        await File.WriteAllLinesAsync(Path.Combine(folder, "events", $"{Unfinished}.csv"), [lines[0], .. lines.Where(BeforeLastDay).Select(Later)]);
        await File.WriteAllLinesAsync(month, lines.Select((line, i) => i == 0 || !line.Contains($",{Quoted(Sector)},", StringComparison.Ordinal) ? line : Branded(line)));
        await File.WriteAllLinesAsync(Path.Combine(folder, "events", BadFile), [lines[0], .. Enumerable.Range(0, BadRows).Select(i => $"x{i},nobody,yesterday,Books,purchase,1,much,,,")]);
        return folder;
    }

    private static bool BeforeLastDay(string line) =>
        Enumerable.Range(1, LastDay).Any(day => line.Contains(string.Create(CultureInfo.InvariantCulture, $",{Month}-{day:00}T"), StringComparison.Ordinal));

    private static string Later(string line) => $"n{line.Replace($",{Month}-", $",{Unfinished}-", StringComparison.Ordinal)}";

    private static string Branded(string line) => string.Join(',', [.. line.Split(',')[..^2], Quoted(Brand), line.Split(',')[^1]]);

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
