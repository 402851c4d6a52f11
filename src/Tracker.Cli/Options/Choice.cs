using System.CommandLine;

namespace Tracker.Cli.Options;

/// <summary>An option that is one of a few names.</summary>
internal static class Choice
{
    public static Option<string> Option(string name, string description, string usual, IReadOnlyList<string> names) => new(name)
    {
        Description = description,
        HelpName = string.Join('|', names),
        DefaultValueFactory = _ => usual,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (!names.Contains(text))
                result.AddError($"{name} {text}: expected {string.Join(", ", names)}");
            return text;
        },
    };
}
