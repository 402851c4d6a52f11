namespace Tracker.Core.Daily;

/// <summary>Days of the user's own calendar: a holiday or event that may come again under its name. Both days belong to it.</summary>
public sealed record CalendarSpan(string Name, DateOnly First, DateOnly Last);
