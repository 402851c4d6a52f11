using System.Globalization;
using Tracker.Core.Panel;

namespace Tracker.Cli.Input;

/// <summary>A month or a day.</summary>
/// <param name="Kind">Which of the two.</param>
/// <param name="Number">Months since January of year 1, or days since its first day.</param>
internal readonly record struct Period(PeriodKind Kind, int Number)
{
    private static readonly Month FirstMonth = new(1, 1);

    public static Period Of(PeriodKind kind, DateOnly day) =>
        new(kind, kind == PeriodKind.Day ? day.DayNumber : Core.Panel.Month.Of(day) - FirstMonth);

    /// <summary>The calendar month; meant for periods that are months.</summary>
    public Month Month => FirstMonth + Number;

    public static Period operator +(Period period, int steps) => period with { Number = period.Number + steps };

    public override string ToString() => Kind == PeriodKind.Day
        ? DateOnly.FromDayNumber(Number).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : Month.ToString();
}
