using Tracker.Synthetic.Model;

namespace Tracker.Synthetic.Expectations;

/// <summary>The expected sums of a month, as planted and in the twin in which nothing is, by segments of the consumers.</summary>
internal sealed class MonthExpectation
{
    private readonly PanelModel model;
    private readonly int month;
    private readonly double[] activeWith, activeWithout;

    private MonthExpectation(PanelModel model, int month) =>
        (this.model, this.month, activeWith, activeWithout) =
        (model, month, ActiveChance.Of(model, month, planted: true), ActiveChance.Of(model, month, planted: false));

    public static MonthExpectation Of(PanelModel model, int month) => new(model, month);

    /// <summary>The sums of a sector for each segment.</summary>
    /// <param name="sector">Position of the sector.</param>
    /// <param name="segments">The segment of each consumer.</param>
    /// <param name="count">How many segments there are.</param>
    public (ExpectedMeasures With, ExpectedMeasures Without)[] BySegment(int sector, ReadOnlySpan<int> segments, int count)
    {
        var sums = new (ExpectedMeasures With, ExpectedMeasures Without)[count];
        var plants = model.Planted[month];
        for (var consumer = 0; consumer < segments.Length; consumer++)
        {
            ref var sum = ref sums[segments[consumer]];
            var (with, without) = (default(ExpectedMeasures), default(ExpectedMeasures));
            if (model.Population.IsPresent(consumer, month, planted: true))
                with = ConsumerRates.Of(model, month, consumer, sector).Under(plants?.For(consumer, sector));
            if (model.Population.IsPresent(consumer, month, planted: false))
                without = ConsumerRates.Of(model, month, consumer, sector).Under(null);
            sum.With += with with { ActiveConsumers = activeWith[consumer] };
            sum.Without += without with { ActiveConsumers = activeWithout[consumer] };
        }

        return sums;
    }

    /// <summary>The sums of a sector.</summary>
    public (ExpectedMeasures With, ExpectedMeasures Without) Of(int sector) => BySegment(sector, new int[model.Population.Count], 1)[0];
}
