using System.CommandLine;
using System.Globalization;

namespace Tracker.Cli.Options;

/// <summary>An option that is a day, written yyyy-MM-dd; null where nothing is said.</summary>
internal static class DayOption
{
    public static Option<DateOnly?> Create(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "yyyy-MM-dd",
        CustomParser = result =>
        {
            if (DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                return day;
            result.AddError($"{name} {result.Tokens[0].Value}: expected yyyy-MM-dd");
            return null;
        },
    };
}
