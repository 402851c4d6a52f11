using Tracker.Core.Panel;
using Tracker.Synthetic.Consumers;
using Tracker.Synthetic.Days;
using Tracker.Synthetic.Scenarios;
using Tracker.Synthetic.Sectors;

namespace Tracker.Synthetic.Model;

/// <summary>
/// Everything that is fixed before a month is drawn: who is in the panel, how consumers differ, the levels of sectors and months, and what is
/// planted. A consumer's visits to a sector in a month are Poisson with mean habits × level.
/// </summary>
internal sealed class PanelModel
{
    private const double DaysPerMonth = 30.4375;
    private const double SeasonOfTickets = 0.25;
    private static readonly DateOnly PriceDay = new(2020, 1, 15);

    private PanelModel(GeneratorOptions options, Population population, Habits habits, MonthLevels[] levels, MonthLevels[] expected)
    {
        (Options, Population, Habits, Levels, Expected) = (options, population, habits, levels, expected);
        Plants = Planting.Of(this);
        var months = Enumerable.Range(0, options.Months);
        Planted = [.. months.Select(month => PlantedMonth.Of(Plants, month, population))];
        Outages = Outage.Of(options);
        if (options.Planted)
            Levels = [.. levels.Select((level, month) => Outage.Leave(level, Outages[month]))];
    }

    public GeneratorOptions Options { get; }

    public Population Population { get; }

    public Habits Habits { get; }

    /// <summary>The levels from which events are drawn, with the noise of demand.</summary>
    public IReadOnlyList<MonthLevels> Levels { get; }

    /// <summary>The same without the noise: what the truth is computed from.</summary>
    public IReadOnlyList<MonthLevels> Expected { get; }

    public IReadOnlyList<Plant> Plants { get; }

    /// <summary>What changes in each month of the span; null where nothing does.</summary>
    public IReadOnlyList<PlantedMonth?> Planted { get; }

    /// <summary>The days without events of each month of the span.</summary>
    public IReadOnlyList<DaySpan?> Outages { get; }

    public static int SectorCount => Seeds.Sectors.Count;

    public static PanelModel Of(GeneratorOptions options)
    {
        var population = Population.Draw(options);
        var habits = Habits.Draw(population, SectorCount, options.Seed, options.Threads);
        var expected = ExpectedLevels(options, population);
        return new(options, population, habits, WithNoise(expected, options.Seed), expected);
    }

    /// <summary>The number of a month in the seeds of its streams: a month draws the same in spans of other lengths.</summary>
    public static int Number(Month month) => month - default(Month);

    /// <summary>Whether a consumer is in the panel that is drawn.</summary>
    public bool IsPresent(int consumer, int month) => Population.IsPresent(consumer, month, Options.Planted);

    private static MonthLevels[] ExpectedLevels(GeneratorOptions options, Population population)
    {
        var middle = (options.First + options.Months / 2).FirstDay;
        var levels = new MonthLevels[options.Months];
        var events = 0.0;
        for (var m = 0; m < levels.Length; m++)
        {
            levels[m] = LevelsOf(options.First + m, middle);
            var consumers = 0;
            for (var consumer = 0; consumer < population.Count; consumer++)
                consumers += population.IsPresent(consumer, m) ? 1 : 0;
            events += consumers * Seeds.Sectors.Select((sector, s) => levels[m].Visits[s] * (1 + sector.Conversion * sector.Refunds)).Sum();
        }

        // Fewer are present than consumers.csv has rows: those who are do more, so that the mean is of a row.
        var scale = events == 0 ? 1 : options.EventsPerMonth * options.Consumers * options.Months / events;
        foreach (var visits in levels.Select(level => level.Visits))
        {
            for (var s = 0; s < visits.Length; s++)
                visits[s] *= scale;
        }

        return levels;
    }

    private static MonthLevels LevelsOf(Month month, DateOnly middle)
    {
        var levels = new MonthLevels(month, new double[SectorCount], new double[SectorCount], new double[SectorCount], new double[SectorCount][], new DayHours[SectorCount]);
        var weights = new double[month.Days];
        for (var s = 0; s < SectorCount; s++)
        {
            var sector = Seeds.Sectors[s];
            for (var day = 0; day < weights.Length; day++)
                weights[day] = DayWeight.Of(sector, month.FirstDay.AddDays(day), middle);
            var midMonth = month.FirstDay.AddDays(14);
            var years = (midMonth.DayNumber - PriceDay.DayNumber) / 365.25;
            levels.DayWeights[s] = [.. weights];
            levels.Days[s] = new(weights);
            levels.Visits[s] = sector.Share * weights.Sum() / DaysPerMonth;
            levels.Odds[s] = sector.Conversion / (1 - sector.Conversion);
            levels.Ticket[s] = sector.Price * Math.Exp(sector.Inflation * years + SeasonOfTickets * DayWeight.Season(sector, midMonth));
        }

        return levels;
    }

    private static MonthLevels[] WithNoise(MonthLevels[] expected, ulong seed)
    {
        var noise = Enumerable.Range(0, SectorCount).Select(s => DemandNoise.Draw(s, expected.Length, seed)).ToArray();
        return
        [
            .. expected.Select((level, m) => level with
            {
                Visits = [.. level.Visits.Select((value, s) => value * Math.Exp(noise[s][m].Visits))],
                Odds = [.. level.Odds.Select((value, s) => value * Math.Exp(noise[s][m].Odds))],
                Ticket = [.. level.Ticket.Select((value, s) => value * Math.Exp(noise[s][m].Ticket))],
            }),
        ];
    }
}
