namespace Tracker.Synthetic.Days;

/// <summary>A row of calendar.csv.</summary>
internal readonly record struct Holiday(string Name, DateOnly StartsOn, DateOnly EndsOn)
{
    public Holiday(string name, DateOnly day)
        : this(name, day, day)
    {
    }
}
