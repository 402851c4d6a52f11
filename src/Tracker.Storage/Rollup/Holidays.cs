using Tracker.Core.Daily;

namespace Tracker.Storage.Rollup;

/// <summary>The holiday tables of seeds/holidays, which are part of the assembly.</summary>
public static class Holidays
{
    /// <summary>Holidays and shopping days of the United States.</summary>
    public static IReadOnlyList<CalendarEffect> UnitedStates()
    {
        using var stream = typeof(Holidays).Assembly.GetManifestResourceStream("holidays/us.csv")
            ?? throw new InvalidOperationException("holidays/us.csv: expected as a resource of the assembly");
        using var reader = new StreamReader(stream);
        return HolidayTable.Parse(reader.ReadToEnd());
    }
}
