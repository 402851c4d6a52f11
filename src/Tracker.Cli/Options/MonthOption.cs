using System.CommandLine;
using Tracker.Core.Panel;

namespace Tracker.Cli.Options;

/// <summary>An option that is a month, written yyyy-MM; null where nothing is said.</summary>
internal static class MonthOption
{
    public static Option<Month?> Create(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "yyyy-MM",
        CustomParser = result =>
        {
            if (Month.TryParse(result.Tokens[0].Value, out var month))
                return month;
            result.AddError($"{name} {result.Tokens[0].Value}: expected yyyy-MM");
            return null;
        },
    };
}
