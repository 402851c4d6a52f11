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
    public const double Aim = 10;

    /// <summary>Sectors are taken at random where the segment's spend has to grow by less than this factor, else those that need least.</summary>
    private const double GoodFactor = 2.5;

    /// <summary>No segment spends more than this many times what it would.</summary>
    private const double MostFactor = 6;

    /// <summary>Sectors to choose from, at least.</summary>
    private const int LeastChoice = 3;

    // Bounds of the segment's share of the consumers: sizeable, yet not most.
    private const double LeastShare = 0.18;
    private const double MostShare = 0.42;

    private static readonly Metric Moved = Metric.SpendPerBuyer;

    public static Plant Choose(PanelModel model)
    {
        var month = model.Options.Months - 1;
        var random = new RandomStream(model.Options.Seed, Purpose.Scenario);
        var segments = Segments(model.Population, month);
        var segment = segments[random.Below(segments.Count)];
        var needs = Enumerable.Range(0, PanelModel.SectorCount)
            .Select(sector => (Sector: sector, Factor: FactorNeeded(model, month, sector, segment)))
            .OrderBy(need => need.Factor)
            .ToArray();
        var choice = Math.Max(LeastChoice, needs.Count(need => need.Factor <= GoodFactor));
        var (chosen, needed) = needs[random.Below(choice)];
        var factor = Math.Min(MostFactor, needed);
        var secondBasket = Math.Min(1, Math.Sqrt(factor) - 1);
        return new(model.Options.End, chosen, Moved, segment, secondBasket, factor / (1 + secondBasket));
    }

    /// <summary>By how much the segment's spend must grow for the aim.</summary>
    private static double FactorNeeded(PanelModel model, int month, int sector, Segment segment)
    {
        var moments = Moments.Of(model, month, sector, model.Population.Count, null);
        var doubled = Moments.Of(model, month, sector, model.Population.Count, new(model.Options.End, sector, Moved, segment, 0, 2));
        var share = doubled.Value(Moved) / moments.Value(Moved) - 1;
        return 1 + (Math.Exp(Aim * moments.Sd(Moved)) - 1) / share;
    }

    /// <summary>Pairs of where and who with a sizeable share of the consumers; region and urbanicity depend little on the rest.</summary>
    private static List<Segment> Segments(Population population, int month)
    {
        int[] places = [PanelAttribute.Region, PanelAttribute.Urbanicity];
        int[] traits =
        [
            PanelAttribute.Age, PanelAttribute.Gender, PanelAttribute.Education, PanelAttribute.MaritalStatus, PanelAttribute.Children,
            PanelAttribute.Income,
        ];
        var present = Enumerable.Range(0, population.Count).Where(consumer => population.IsPresent(consumer, month)).ToArray();
        var shares =
            from first in places
            from firstValue in PanelAttribute.All[first].Levels
            from second in traits
            from secondValue in PanelAttribute.All[second].Levels
            let segment = new Segment([(first, firstValue), (second, secondValue)])
            let share = (double)present.Count(consumer => segment.Holds(population, consumer)) / present.Length
            select (segment, share);
        var all = shares.ToArray();
        var sizeable = all.Where(entry => entry.share is >= LeastShare and <= MostShare).Select(entry => entry.segment).ToList();
        return sizeable.Count > 0 ? sizeable : [all.MaxBy(entry => entry.share).segment];
    }
}
