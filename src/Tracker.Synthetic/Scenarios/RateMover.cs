using Tracker.Core.Panel;
using Tracker.Synthetic.Chance;
using Tracker.Synthetic.Consumers;
using Tracker.Synthetic.Expectations;
using Tracker.Synthetic.Model;

namespace Tracker.Synthetic.Scenarios;

/// <summary>
/// The plant of the default scenario: buyers of one segment buy a second basket and dearer, so that spend per buyer moves by both while the
/// average ticket and the purchases move by one of them, and total spend has the noise of the number of buyers on top.
/// </summary>
internal static class RateMover
{
    /// <summary>Effect on spend per buyer that is aimed at, in standard deviations of its noise; above the 6 that a forecast must leave of it.</summary>
    public const double Aim = 15;

    /// <summary>
    /// The share of the log effect that second baskets have; the ticket has the rest. So neither comes near the effect on spend per buyer in
    /// standard deviations: a ticket is known better than the number of purchases.
    /// </summary>
    private const double BasketShare = 0.65;

    /// <summary>
    /// A sector qualifies where the segment's spend has to grow by no more than this factor: second baskets reach their share of it with a chance
    /// of at most 1. A panel without such sectors plants in a larger segment.
    /// </summary>
    private const double GoodFactor = 2.8;

    /// <summary>No segment spends more than this many times what it would.</summary>
    private const double MostFactor = 5;

    private const double LeastNoiseRatio = 1.3;

    /// <summary>Sectors to choose from, where a larger segment can give them.</summary>
    private const int GoodChoice = 3;

    private static readonly Metric Moved = Metric.SpendPerBuyer;

    // Where and who: region and urbanicity depend little on the rest.
    private static readonly int[] Places = [PanelAttribute.Region, PanelAttribute.Urbanicity];

    private static readonly int[] Traits =
    [
        PanelAttribute.Age, PanelAttribute.Gender, PanelAttribute.Education, PanelAttribute.MaritalStatus, PanelAttribute.Children,
        PanelAttribute.Income,
    ];

    public static Plant Choose(PanelModel model)
    {
        var month = model.Options.Months - 1;
        var random = new RandomStream(model.Options.Seed, Purpose.Scenario);
        var (segment, needs) = Draw(model, Sizeable(model.Population, month, Pairs(), 0.18, 0.42), ref random);
        if (needs[GoodChoice - 1].Factor > GoodFactor)
            (segment, needs) = Draw(model, Sizeable(model.Population, month, Singles(), 0.4, 0.65), ref random);
        var choice = Math.Max(1, needs.TakeWhile(need => need.Factor <= GoodFactor).Count());
        var (sector, needed) = needs[random.Below(choice)];
        var factor = Math.Min(MostFactor, needed);
        var secondBasket = Math.Min(1, Math.Pow(factor, BasketShare) - 1);
        return new(model.Options.End, sector, Moved, segment, secondBasket, factor / (1 + secondBasket));
    }

    private static (Segment Segment, (int Sector, double Factor)[] Needs) Draw(
        PanelModel model, List<Segment> segments, ref RandomStream random)
    {
        var segment = segments[random.Below(segments.Count)];
        var needs = Enumerable.Range(0, PanelModel.SectorCount).Select(sector => (sector, FactorNeeded(model, sector, segment)));
        return (segment, [.. needs.OrderByDescending(need => StandsOut(model, need.sector)).ThenBy(need => need.Item2)]);
    }

    /// <summary>
    /// Whether total spend is noisier than spend per buyer by enough to come second. Where nearly everybody buys, as in groceries, the number of
    /// buyers hardly varies and the two are equally precise.
    /// </summary>
    private static bool StandsOut(PanelModel model, int sector)
    {
        var moments = Moments.Of(model, model.Options.Months - 1, sector, model.Population.Count, null);
        return moments.Sd(Metric.TotalSpend) >= LeastNoiseRatio * moments.Sd(Moved);
    }

    /// <summary>By how much the segment's spend in the sector must grow for the aim.</summary>
    private static double FactorNeeded(PanelModel model, int sector, Segment segment)
    {
        var month = model.Options.Months - 1;
        var doubling = new Plant(model.Options.End, sector, Moved, segment, 0, 2);
        var without = Moments.Of(model, month, sector, model.Population.Count, null);
        var doubled = Moments.Of(model, month, sector, model.Population.Count, doubling);
        var share = doubled.Value(Moved) / without.Value(Moved) - 1;
        return 1 + (Math.Exp(Aim * without.Sd(Moved)) - 1) / share;
    }

    private static IEnumerable<Segment> Pairs() =>
        from place in Places
        from placeLevel in Enumerable.Range(0, PanelAttribute.All[place].Levels.Count)
        from trait in Traits
        from traitLevel in Enumerable.Range(0, PanelAttribute.All[trait].Levels.Count)
        select new Segment((place, placeLevel), (trait, traitLevel));

    private static IEnumerable<Segment> Singles() =>
        from attribute in Places.Concat(Traits)
        from level in Enumerable.Range(0, PanelAttribute.All[attribute].Levels.Count)
        select new Segment((attribute, level));

    /// <summary>The segments with so large a share of the consumers in the panel; the largest one where none has.</summary>
    private static List<Segment> Sizeable(Population population, int month, IEnumerable<Segment> segments, double least, double most)
    {
        var present = Enumerable.Range(0, population.Count).Where(consumer => population.IsPresent(consumer, month)).ToArray();
        var shares = segments
            .Select(segment => (segment, share: (double)present.Count(consumer => segment.Holds(population, consumer)) / present.Length))
            .ToArray();
        var sizeable = shares.Where(entry => entry.share >= least && entry.share <= most).Select(entry => entry.segment).ToList();
        return sizeable.Count > 0 ? sizeable : [shares.MaxBy(entry => entry.share).segment];
    }
}
