using System.CommandLine;
using System.Globalization;

namespace Tracker.Cli.Options;

/// <summary>An option that is a number of per cent within bounds; 0 where nothing is said.</summary>
internal static class PerCent
{
    public static Option<double> Option(string name, string description, double least, double most) => new(name)
    {
        Description = $"{description}, {least} to {most}",
        HelpName = "percent",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !(number >= least && number <= most))
                result.AddError($"{name} {text}: expected a number from {least} to {most}");
            return number;
        },
    };
}
