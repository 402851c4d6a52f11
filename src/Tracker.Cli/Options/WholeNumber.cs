using System.CommandLine;
using System.Globalization;

namespace Tracker.Cli.Options;

/// <summary>An option that is a whole number within bounds, both of which its help and its refusal name.</summary>
internal static class WholeNumber
{
    public static Option<int> Option(string name, string description, string unit, int least, int most, int? usual = null) => new(name)
    {
        Description = $"{description}, {least} to {most}",
        HelpName = unit,
        DefaultValueFactory = usual is { } value ? _ => value : null,
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
            if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) || number < least || number > most)
                result.AddError($"{name} {text}: expected a whole number from {least} to {most}");
            return number;
        },
    };
}
