using System.CommandLine;
using Tracker.Synthetic.Scenarios;

namespace Tracker.Cli.Options;

/// <summary>A scenario by its name or from a file.</summary>
internal static class ScenarioOption
{
    public static Option<Scenario> Create(string description) => new("--scenario")
    {
        Description = $"{description}: {string.Join(", ", Scenario.Names)}, or a file.yaml",
        HelpName = "name|file",
        DefaultValueFactory = _ => Scenario.Default,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            try
            {
                return Scenario.Of(text);
            }
            catch (Exception error) when (error is ArgumentException or FormatException or IOException or UnauthorizedAccessException)
            {
                result.AddError($"--scenario: {error.Message}");
                return Scenario.Quiet;
            }
        },
    };
}
