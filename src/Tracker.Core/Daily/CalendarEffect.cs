namespace Tracker.Core.Daily;

/// <summary>What a holiday does to the days around it.</summary>
public enum EffectShape
{
    /// <summary>The same on every day of the effect.</summary>
    Level,

    /// <summary>Rising by equal steps to the full effect on the last day.</summary>
    Ramp,
}

/// <summary>One effect of a yearly holiday: a column of the calendar regression.</summary>
/// <param name="Name">As people call it.</param>
/// <param name="Rule">The holiday.</param>
/// <param name="First">First day of the effect, in days from the holiday; negative before it.</param>
/// <param name="Last">Last day of the effect, not before the first.</param>
/// <param name="Shape">How the effect is spread over its days.</param>
public sealed record CalendarEffect(string Name, HolidayRule Rule, int First, int Last, EffectShape Shape)
{
    /// <summary>The days of the effect of one year, each with its share of the full effect.</summary>
    public IEnumerable<(DateOnly Day, double Share)> In(int year)
    {
        var holiday = Rule.In(year);
        for (var offset = First; offset <= Last; offset++)
            yield return (holiday.AddDays(offset), Shape == EffectShape.Level ? 1 : (offset - First + 1.0) / (Last - First + 1));
    }
}
