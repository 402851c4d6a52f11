using Tracker.Core.Panel;
using Tracker.Synthetic.Chance;
using Tracker.Synthetic.Consumers;
using Tracker.Synthetic.Expectations;
using Tracker.Synthetic.Model;
using Tracker.Synthetic.Sectors;

namespace Tracker.Synthetic.Scenarios;

/// <summary>
/// Where a plant is: what the scenario names, and the seed's choice of the rest. A chosen sector is one where the change need not be large for its
/// size in sigmas; a chosen segment is a pair of attributes, or one attribute where pairs are too few people for that.
/// </summary>
internal static class Place
{
    /// <summary>Good sectors to choose from, where a larger segment can give them.</summary>
    private const int GoodChoice = 3;

    /// <summary>Total spend over spend per buyer, in standard deviations of their logs, from which the second moves more clearly than the first.</summary>
    private const double LeastNoiseRatio = 1.3;

    /// <summary>Sectors to choose from where the segment stands out in all months: those with the most visits.</summary>
    private const int Large = 12;

    // Where and who: region and urbanicity depend little on the rest.
    private static readonly int[] Places = [PanelAttribute.Region, PanelAttribute.Urbanicity];

    private static readonly int[] Traits =
    [
        PanelAttribute.Age, PanelAttribute.Gender, PanelAttribute.Education, PanelAttribute.MaritalStatus, PanelAttribute.Children,
        PanelAttribute.Income,
    ];

    /// <param name="model">The panel.</param>
    /// <param name="planned">What is asked for.</param>
    /// <param name="month">The first month of the plant, a position in the span.</param>
    /// <param name="free">The sectors in which nothing else is planted.</param>
    /// <param name="random">The plant's own choices.</param>
    public static (Segment Segment, IReadOnlyList<int> Sectors) Choose(
        PanelModel model, PlannedPlant planned, int month, bool[] free, ref RandomStream random)
    {
        int[] sectors = planned.Sector switch
        {
            PlannedPlant.AllSectors => [.. Enumerable.Range(0, PanelModel.SectorCount)],
            PlannedPlant.Auto when planned.Standing is not null => [Largest(free, ref random)],
            PlannedPlant.Auto => [.. Enumerable.Range(0, PanelModel.SectorCount).Where(sector => free[sector])],
            var name => [Seeds.Sectors.Select(sector => sector.Name).ToList().IndexOf(name)],
        };
        if (sectors.Length == 0)
            throw new ArgumentException($"sector {PlannedPlant.Auto} of the scenario: expected a sector in which nothing else is planted");
        var isChosen = planned.Sector == PlannedPlant.Auto && planned.Standing is null;
        if (planned.Segment is { } named)
        {
            var segment = model.Population.Segment(named);
            return isChosen ? (segment, [Pick(Needs(model, planned, month, sectors, segment), ref random)]) : (segment, sectors);
        }

        var (chosen, needs) = Draw(model, planned, month, sectors, Sizeable(model.Population, month, Pairs(), 0.18, 0.42), ref random);
        if (needs[Math.Min(needs.Length, GoodChoice) - 1].Strength > Lever.Good)
            (chosen, needs) = Draw(model, planned, month, sectors, Sizeable(model.Population, month, Singles(), 0.4, 0.65), ref random);
        return isChosen ? (chosen, [Pick(needs, ref random)]) : (chosen, sectors);
    }

    private static int Largest(bool[] free, ref RandomStream random)
    {
        int[] largest =
        [
            .. Enumerable.Range(0, PanelModel.SectorCount).Where(sector => free[sector])
                .OrderByDescending(sector => Seeds.Sectors[sector].Share).Take(Large),
        ];
        return largest.Length == 0 ? 0 : largest[random.Below(largest.Length)];
    }

    private static int Pick(SectorNeed[] needs, ref RandomStream random) =>
        needs[random.Below(Math.Max(1, needs.TakeWhile(need => need.StandsOut && need.Strength <= Lever.Good).Count()))].Sector;

    private static (Segment Segment, SectorNeed[] Needs) Draw(
        PanelModel model, PlannedPlant planned, int month, int[] sectors, List<Segment> segments, ref RandomStream random)
    {
        var segment = segments[random.Below(segments.Count)];
        return (segment, Needs(model, planned, month, sectors, segment));
    }

    /// <summary>How strong the plant has to be in each sector: where its metric stands out first, and of these the weakest.</summary>
    private static SectorNeed[] Needs(PanelModel model, PlannedPlant planned, int month, int[] sectors, Segment segment)
    {
        var members = Planting.Members(model, segment);
        var needs = new SectorNeed[sectors.Length];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = model.Options.Threads };
        Parallel.For(0, sectors.Length, parallel, s => needs[s] = new(
            sectors[s], Math.Abs(Need.Of(model, planned, month, sectors[s], segment, members)), StandsOut(model, planned, month, sectors[s])));
        return [.. needs.OrderByDescending(need => need.StandsOut).ThenBy(need => need.Strength)];
    }

    /// <summary>
    /// Whether total spend is noisier than spend per buyer by enough to come second to it. Where nearly everybody buys, as in groceries, the number
    /// of buyers hardly varies and the two are equally precise. Other metrics are taken as they are.
    /// </summary>
    private static bool StandsOut(PanelModel model, PlannedPlant planned, int month, int sector)
    {
        if (planned.Moved != Metric.SpendPerBuyer)
            return true;
        var moments = Moments.Of(model, month, sector, model.Population.Count, planted: true);
        return moments.Sd(Metric.TotalSpend) >= LeastNoiseRatio * moments.Sd(Metric.SpendPerBuyer);
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

    private readonly record struct SectorNeed(int Sector, double Strength, bool StandsOut);
}
