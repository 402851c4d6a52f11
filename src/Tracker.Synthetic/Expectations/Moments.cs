using Tracker.Core.Panel;
using Tracker.Synthetic.Chance;
using Tracker.Synthetic.Model;
using Tracker.Synthetic.Scenarios;
using Tracker.Synthetic.Sectors;

namespace Tracker.Synthetic.Expectations;

/// <summary>
/// Means and covariances of spend (net of refunds), purchases, visits and buyers of one sector and month, given who is in the panel and their
/// habits: sums over independent consumers, plus the noise of demand to first order. Exact up to the rounding of tickets to cents.
/// </summary>
internal sealed class Moments
{
    private const int Size = 4;
    private static readonly Measure[] Order = [Measure.Spend, Measure.Purchases, Measure.Visits, Measure.Buyers];

    private readonly double[] means = new double[Size];
    private readonly double[] covariances = new double[Size * Size];

    // How the means answer to the noise of demand, per unit of the log.
    private readonly double[] onVisits = new double[Size];
    private readonly double[] onOdds = new double[Size];
    private readonly double[] onTicket = new double[Size];

    private Moments(double activeConsumers) => ActiveConsumers = activeConsumers;

    /// <summary>Expected panel size; its own, small variance is left out.</summary>
    public double ActiveConsumers { get; }

    /// <summary>The moments with a plant; with null those of the panel as it would be without.</summary>
    public static Moments Of(PanelModel model, int month, int sector, double activeConsumers, Plant? plant)
    {
        var moments = new Moments(activeConsumers);
        for (var consumer = 0; consumer < model.Population.Count; consumer++)
        {
            if (model.Population.IsPresent(consumer, month))
            {
                var changed = plant is not null && plant.Segment.Holds(model.Population, consumer);
                moments.Add(ConsumerRates.Of(model, month, consumer, sector, changed ? plant : null), Seeds.Sectors[sector].Refunds);
            }
        }

        moments.AddNoise(moments.onVisits, DemandNoise.VisitsSd);
        moments.AddNoise(moments.onOdds, DemandNoise.OddsSd);
        moments.AddNoise(moments.onTicket, DemandNoise.TicketSd);
        return moments;
    }

    public double Mean(Measure measure) => measure == Measure.ActiveConsumers ? ActiveConsumers : means[Array.IndexOf(Order, measure)];

    /// <summary>The metric of the means on its own scale: ln, or logit without the halves that guard small counts.</summary>
    public double Scaled(Metric metric)
    {
        var numerator = Mean(metric.Numerator);
        if (metric.Denominator is not { } measure)
            return Math.Log(numerator);
        var denominator = Mean(measure);
        return Math.Log(numerator) - Math.Log(metric.Scale == Scale.Logit ? denominator - numerator : denominator);
    }

    /// <summary>The metric of the means in its unit.</summary>
    public double Value(Metric metric) => Mean(metric.Numerator) / (metric.Denominator is { } measure ? Mean(measure) : 1);

    /// <summary>Standard deviation of the metric on its own scale, to first order.</summary>
    public double Sd(Metric metric)
    {
        Span<double> gradient = stackalloc double[Size];
        gradient.Clear();
        Add(gradient, metric.Numerator, 1 / Mean(metric.Numerator));
        if (metric.Denominator is { } measure)
        {
            var rest = Mean(measure) - (metric.Scale == Scale.Logit ? Mean(metric.Numerator) : 0);
            Add(gradient, measure, -1 / rest);
            if (metric.Scale == Scale.Logit)
                Add(gradient, metric.Numerator, 1 / rest);
        }

        var variance = 0.0;
        for (var i = 0; i < Size; i++)
        {
            for (var j = 0; j < Size; j++)
                variance += gradient[i] * gradient[j] * covariances[i * Size + j];
        }

        return Math.Sqrt(variance);

        static void Add(Span<double> gradient, Measure measure, double slope)
        {
            if (measure != Measure.ActiveConsumers)
                gradient[Array.IndexOf(Order, measure)] += slope;
        }
    }

    private void Add(in ConsumerRates rates, double refunds)
    {
        var (b, q) = (rates.Purchases, rates.SecondBasket);
        var ticket = rates.Ticket * (1 - refunds);
        var ticketSquared = rates.Ticket * rates.Ticket * TicketNoise.SecondMoment * (1 - refunds);
        var (none, baskets) = (Math.Exp(-b), 1 + q);
        var buyer = 1 - none;

        // Purchases come as a Poisson number of firsts, each with a second one with chance q.
        ReadOnlySpan<double> mean = [b * baskets * ticket, b * baskets, rates.Visits + b * q, buyer];
        var (pp, sp) = (b * (1 + 3 * q), b * ticket * (1 + 3 * q));
        var ss = b * (baskets * ticketSquared + 2 * q * ticket * ticket);
        var vv = rates.Visits - b + pp;
        ReadOnlySpan<double> covariance =
        [
            ss, sp, sp, mean[0] * none,
            sp, pp, pp, mean[1] * none,
            sp, pp, vv, mean[1] * none,
            mean[0] * none, mean[1] * none, mean[1] * none, buyer * none,
        ];
        var dBuyer = b * none;
        var miss = 1 - rates.Conversion;
        for (var i = 0; i < Size; i++)
            means[i] += mean[i];
        for (var i = 0; i < covariance.Length; i++)
            covariances[i] += covariance[i];
        Accumulate(onVisits, mean[0], mean[1], mean[2], dBuyer);
        Accumulate(onOdds, mean[0] * miss, mean[1] * miss, b * q * miss, dBuyer * miss);
        Accumulate(onTicket, mean[0], 0, 0, 0);
    }

    private void AddNoise(double[] slopes, double sd)
    {
        for (var i = 0; i < Size; i++)
        {
            for (var j = 0; j < Size; j++)
                covariances[i * Size + j] += sd * sd * slopes[i] * slopes[j];
        }
    }

    private static void Accumulate(double[] slopes, double spend, double purchases, double visits, double buyers)
    {
        slopes[0] += spend;
        slopes[1] += purchases;
        slopes[2] += visits;
        slopes[3] += buyers;
    }
}
