namespace Tracker.Api.Schedule;

/// <summary>When the service enters work by itself.</summary>
/// <param name="Month">When months that are missing are entered, as in crontab; null for never.</param>
/// <param name="MonthToDate">When the month that is not over is entered; null for never.</param>
/// <param name="TimeZone">Of both.</param>
public sealed record ScheduleOptions(string? Month, string? MonthToDate, TimeZoneInfo TimeZone)
{
    public const string MonthVariable = "TRACKER_SCHEDULE_MONTH";
    public const string MonthToDateVariable = "TRACKER_SCHEDULE_MONTH_TO_DATE";
    public const string TimeZoneVariable = "TRACKER_TIME_ZONE";

    /// <summary>At six on the first ten days of a month: its files need not be there on the first of them, and what is done is not done again.</summary>
    public const string UsualMonth = "0 6 1-10 * *";

    /// <summary>Every night at two.</summary>
    public const string UsualMonthToDate = "0 2 * * *";

    private const string Off = "off";

    /// <summary>Nothing by itself.</summary>
    public static readonly ScheduleOptions None = new(null, null, TimeZoneInfo.Utc);

    /// <exception cref="FormatException">A value is not what is expected.</exception>
    public static ScheduleOptions From(Func<string, string?> variable) =>
        new(Cron(MonthVariable, variable, UsualMonth), Cron(MonthToDateVariable, variable, UsualMonthToDate), Zone(variable(TimeZoneVariable)));

    private static string? Cron(string name, Func<string, string?> variable, string usual) => variable(name) switch
    {
        null or "" => usual,
        Off => null,
        var text when Scheduler.IsCron(text) => text,
        var text => throw new FormatException($"{name} {text}: expected five fields as in crontab (minute, hour, day, month, weekday), such as {usual}, or {Off}"),
    };

    private static TimeZoneInfo Zone(string? text) =>
        string.IsNullOrEmpty(text) ? TimeZoneInfo.Utc
        : TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone) ? zone
        : throw new FormatException($"{TimeZoneVariable} {text}: expected a time zone such as Europe/Berlin");
}
