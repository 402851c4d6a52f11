namespace Tracker.Synthetic.Scenarios;

/// <summary>Days of a month, both ends included.</summary>
public readonly record struct DaySpan
{
    /// <summary>So that every month keeps days with events.</summary>
    public const int MostDays = 20;

    private const int LastDay = 28;

    /// <exception cref="ArgumentException">Not days that every month has, in their order, and at most <see cref="MostDays"/>.</exception>
    public DaySpan(int first, int last)
    {
        if (first < 1 || last > LastDay || first > last || last - first >= MostDays)
            throw new ArgumentException($"days {first}-{last}: expected days from 1 to {LastDay} in their order, at most {MostDays}");
        (First, Last) = (first, last);
    }

    public int First { get; }

    public int Last { get; }

    public bool Holds(int day) => day >= First && day <= Last;
}
