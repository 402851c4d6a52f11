using Tracker.Core.Panel;
using Tracker.Synthetic.Chance;
using Tracker.Synthetic.Model;
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

    /// <param name="model">The panel; what it plants in the month is left out.</param>
    /// <param name="month">Position in the span.</param>
    /// <param name="sector">Position of the sector.</param>
    /// <param name="activeConsumers">See <see cref="ActiveConsumers"/>.</param>
    /// <param name="planted">Whether the consumers are those of the panel or of its twin.</param>
    public static Moments Of(PanelModel model, int month, int sector, double activeConsumers, bool planted = false)
    {
        var moments = new Moments(activeConsumers);
        for (var consumer = 0; consumer < model.Population.Count; consumer++)
        {
            if (model.Population.IsPresent(consumer, month, planted))
                moments.Add(ConsumerRates.Of(model, month, consumer, sector), Seeds.Sectors[sector].Refunds);
        }

        moments.AddNoise(moments.onVisits, DemandNoise.VisitsSd);
        moments.AddNoise(moments.onOdds, DemandNoise.OddsSd);
        moments.AddNoise(moments.onTicket, DemandNoise.TicketSd);
        return moments;
    }

    /// <summary>The means of the sums.</summary>
    public ExpectedMeasures Means => new(means[0], means[1], means[2], means[3], ActiveConsumers);

    /// <summary>Standard deviation of the metric on its own scale, to first order.</summary>
    public double Sd(Metric metric)
    {
        var measures = Means;
        Span<double> gradient = stackalloc double[Size];
        gradient.Clear();
        Add(gradient, metric.Numerator, 1 / measures[metric.Numerator]);
        if (metric.Denominator is { } measure)
        {
            var rest = measures[measure] - (metric.Scale == Scale.Logit ? measures[metric.Numerator] : 0);
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
        var b = rates.Purchases; // a Poisson number of them
        var none = Math.Exp(-b);
        var buyer = 1 - none;
        var ticketSquared = rates.Ticket * rates.Ticket * TicketNoise.SecondMoment / (1 - refunds);
        ReadOnlySpan<double> mean = [b * rates.Ticket, b, rates.Visits, buyer];
        ReadOnlySpan<double> covariance =
        [
            b * ticketSquared, mean[0], mean[0], mean[0] * none,
            mean[0], b, b, b * none,
            mean[0], b, rates.Visits, b * none,
            mean[0] * none, b * none, b * none, buyer * none,
        ];
        var dBuyer = b * none;
        var miss = 1 - rates.Conversion;
        for (var i = 0; i < Size; i++)
            means[i] += mean[i];
        for (var i = 0; i < covariance.Length; i++)
            covariances[i] += covariance[i];
        Accumulate(onVisits, mean[0], mean[1], mean[2], dBuyer);
        Accumulate(onOdds, mean[0] * miss, mean[1] * miss, 0, dBuyer * miss);
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
