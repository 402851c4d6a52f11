namespace Tracker.Core.Daily;

/// <summary>The calendar regression of the days before an origin.</summary>
public sealed class CalendarFit
{
    private readonly CalendarDesign design;
    private readonly double[] coefficients;

    internal CalendarFit(CalendarDesign design, double[] coefficients, int origin, double scale, bool[] replaced)
    {
        (this.design, this.coefficients, Origin, Scale) = (design, coefficients, origin, scale);
        Replaced = replaced;
    }

    /// <summary>The first day that the fit has not seen.</summary>
    public int Origin { get; }

    /// <summary>The standard deviation of the residuals, robust: 1.4826 times the median of their magnitudes.</summary>
    public double Scale { get; }

    /// <summary>By day before the origin: missing, in a known outage, or taken for one.</summary>
    public IReadOnlyList<bool> Replaced { get; }

    public double Trend(int day) => design.Part(day, coefficients, 0, design.Trend);

    /// <summary>Week, year, holidays: all but the trend.</summary>
    public double Season(int day) => design.Part(day, coefficients, design.Trend, design.Columns);

    /// <summary>What a month's make-up of days changes: weekdays, payday, month end and holidays, without the yearly wave.</summary>
    public double Days(int day) => design.Part(day, coefficients, design.Year, design.Columns);
}
