using System.CommandLine;

namespace Tracker.Cli.Options;

/// <summary>An option that is names, separated by commas, none of them twice; null where nothing is said.</summary>
internal static class NameList
{
    public static Option<IReadOnlyList<string>?> Option(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "names",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            var names = text.Split(',', StringSplitOptions.TrimEntries);
            if (names.Contains("") || names.Distinct().Count() < names.Length)
                result.AddError($"{name} {text}: expected names separated by commas, each once");
            return names;
        },
    };
}
