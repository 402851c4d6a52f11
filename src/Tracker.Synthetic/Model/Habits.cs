using Tracker.Synthetic.Chance;
using Tracker.Synthetic.Consumers;
using Tracker.Synthetic.Scenarios;

namespace Tracker.Synthetic.Model;

/// <summary>
/// How the consumers differ, for each consumer and sector: visits, odds to buy and ticket over the panel's mean. Visits are
/// a propensity over all sectors × a liking of the sector (both gamma) × effects of the attributes; odds and ticket have effects of attributes only.
/// </summary>
internal sealed class Habits
{
    /// <summary>Shape of the propensity over all sectors: standard deviation 0.6 of the mean.</summary>
    private const double PropensityShape = 2.8;

    /// <summary>Shape of the liking of a sector: most consumers rarely go, some often.</summary>
    private const double LikingShape = 0.8;

    // Standard deviations of the log effect of a level of an attribute on one sector.
    private const double VisitEffect = 0.13;
    private const double OddsEffect = 0.08;
    private const double TicketEffect = 0.07;

    // Log effects of one step of income, and of children, on all sectors.
    private const double IncomeOnVisits = 0.06;
    private const double IncomeOnTicket = 0.07;
    private const double ChildrenOnVisits = 0.12;

    private readonly double[] visits, odds, tickets;
    private readonly int sectors;

    private Habits(int consumers, int sectors) =>
        (this.sectors, visits, odds, tickets) =
        (sectors, new double[consumers * sectors], new double[consumers * sectors], new double[consumers * sectors]);

    public static Habits Draw(Population population, int sectors, ulong seed, int threads)
    {
        var habits = new Habits(population.Count, sectors);
        var effects = population.Attributes.Select((attribute, a) => Effects(attribute.Levels.Count, sectors, a, seed)).ToArray();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads };
        Parallel.For(0, population.Count, parallel, consumer => habits.Draw(population, consumer, effects, seed));
        Normalise(habits.visits, sectors);
        Normalise(habits.odds, sectors);
        Normalise(habits.tickets, sectors);
        return habits;
    }

    /// <summary>Visits of the consumer in each sector over the mean of all consumers.</summary>
    public ReadOnlySpan<double> Visits(int consumer) => visits.AsSpan(consumer * sectors, sectors);

    /// <summary>Odds of a visit to end in a purchase, over their mean.</summary>
    public ReadOnlySpan<double> Odds(int consumer) => odds.AsSpan(consumer * sectors, sectors);

    /// <summary>Mean ticket over its mean.</summary>
    public ReadOnlySpan<double> Tickets(int consumer) => tickets.AsSpan(consumer * sectors, sectors);

    /// <summary>Makes the consumers of a segment differ from the others in a sector, in every month.</summary>
    public void Scale(int sector, bool[] members, HabitFactors factors)
    {
        for (var consumer = 0; consumer < members.Length; consumer++)
        {
            if (!members[consumer])
                continue;
            visits[consumer * sectors + sector] *= factors.Visits;
            odds[consumer * sectors + sector] *= factors.Odds;
            tickets[consumer * sectors + sector] *= factors.Ticket;
        }
    }

    private void Draw(Population population, int consumer, LevelEffects[] effects, ulong seed)
    {
        var random = new RandomStream(seed, Purpose.Propensity, 0, consumer);
        var income = population.Level(consumer, PanelAttribute.Income) - 2;
        var children = population.Level(consumer, PanelAttribute.Children) > 0 ? ChildrenOnVisits : 0;
        var propensity = Gamma.OfMeanOne(PropensityShape, ref random) * Math.Exp(IncomeOnVisits * income + children);
        for (var sector = 0; sector < sectors; sector++)
        {
            var (visit, odd, ticket) = (0.0, 0.0, IncomeOnTicket * income);
            for (var a = 0; a < effects.Length; a++)
            {
                var at = population.Level(consumer, a) * sectors + sector;
                visit += effects[a].Visits[at];
                odd += effects[a].Odds[at];
                ticket += effects[a].Tickets[at];
            }

            visits[consumer * sectors + sector] = propensity * Gamma.OfMeanOne(LikingShape, ref random) * Math.Exp(visit);
            odds[consumer * sectors + sector] = Math.Exp(odd);
            tickets[consumer * sectors + sector] = Math.Exp(ticket);
        }
    }

    private static LevelEffects Effects(int levels, int sectors, int attribute, ulong seed)
    {
        var random = new RandomStream(seed, Purpose.Effect, attribute);
        var effects = new LevelEffects(new double[levels * sectors], new double[levels * sectors], new double[levels * sectors]);
        for (var i = 0; i < levels * sectors; i++)
        {
            effects.Visits[i] = VisitEffect * Normal.Draw(ref random);
            effects.Odds[i] = OddsEffect * Normal.Draw(ref random);
            effects.Tickets[i] = TicketEffect * Normal.Draw(ref random);
        }

        return effects;
    }

    /// <summary>Divides each sector by its mean over the consumers, summed in their order.</summary>
    private static void Normalise(double[] values, int sectors)
    {
        var sums = new double[sectors];
        for (var i = 0; i < values.Length; i++)
            sums[i % sectors] += values[i];
        for (var i = 0; i < values.Length; i++)
            values[i] /= sums[i % sectors] / (values.Length / sectors);
    }

    /// <summary>Log effects, level × sector.</summary>
    private sealed record LevelEffects(double[] Visits, double[] Odds, double[] Tickets);
}
