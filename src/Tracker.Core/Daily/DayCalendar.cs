namespace Tracker.Core.Daily;

/// <summary>What is known of days beside their date: yearly holidays as rules, holidays and events by their dates, and outages, whose days say
/// nothing.</summary>
public sealed class DayCalendar
{
    public static readonly DayCalendar Empty = new([], [], []);

    private readonly CalendarEffect[] effects;
    private readonly (string Name, CalendarSpan[] Spans)[] dated;
    private readonly CalendarSpan[] outages;

    /// <param name="effects">Yearly holidays.</param>
    /// <param name="dated">Holidays and events with their dates; those of one name are one effect. A span that has the name of a yearly holiday is
    /// that holiday and adds nothing.</param>
    /// <param name="outages">Days on which data were lost.</param>
    public DayCalendar(IReadOnlyList<CalendarEffect> effects, IReadOnlyList<CalendarSpan> dated, IReadOnlyList<CalendarSpan> outages)
    {
        this.effects = [.. effects];
        var yearly = effects.Select(effect => effect.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        this.dated = [.. dated.Where(span => !yearly.Contains(span.Name)).GroupBy(span => span.Name, StringComparer.Ordinal)
            .OrderBy(name => name.Key, StringComparer.Ordinal).Select(name => (name.Key, name.ToArray()))];
        this.outages = [.. outages];
    }

    /// <summary>Effects: columns of the regression.</summary>
    public int Count => effects.Length + dated.Length;

    public IReadOnlyList<string> Names => [.. effects.Select(effect => effect.Name), .. dated.Select(one => one.Name)];

    public bool IsOutage(DateOnly day) => Array.Exists(outages, span => day >= span.First && day <= span.Last);

    /// <summary>Every day of the span on which an effect works, with its share; days in no order.</summary>
    public IEnumerable<(int Effect, DateOnly Day, double Share)> Between(DateOnly first, DateOnly last)
    {
        for (var effect = 0; effect < effects.Length; effect++)
        {
            for (var year = first.Year - 1; year <= last.Year + 1; year++)
            {
                foreach (var (day, share) in effects[effect].In(year))
                {
                    if (day >= first && day <= last)
                        yield return (effect, day, share);
                }
            }
        }

        for (var name = 0; name < dated.Length; name++)
        {
            foreach (var span in dated[name].Spans)
            {
                for (var day = span.First > first ? span.First : first; day <= span.Last && day <= last; day = day.AddDays(1))
                    yield return (effects.Length + name, day, 1);
            }
        }
    }
}
