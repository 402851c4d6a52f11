using Tracker.Core.Panel;
using Tracker.Synthetic.Expectations;
using Tracker.Synthetic.Model;

namespace Tracker.Synthetic.Scenarios;

/// <summary>How a sector's month answers to a kind of plant in a segment: its effect by strength, and the strength for an effect.</summary>
internal sealed class Response
{
    private const int MostSteps = 60;
    private const double Tolerance = 1e-13;

    private readonly PlantKind kind;
    private readonly Metric metric;
    private readonly List<ConsumerRates> members = [], others = [];
    private readonly ExpectedMeasures ofMembers, ofOthers;

    public Response(PanelModel model, int month, int sector, bool[] isMember, PlantKind kind, Metric metric)
    {
        (this.kind, this.metric) = (kind, metric);
        for (var consumer = 0; consumer < isMember.Length; consumer++)
        {
            if (model.Population.IsPresent(consumer, month))
                (isMember[consumer] ? members : others).Add(ConsumerRates.Of(model, month, consumer, sector));
        }

        (ofMembers, ofOthers) = (Sum(members, null), Sum(others, null));

        // Hardly any plant changes who is active; the truth knows by how much.
        var activeConsumers = members.Count + others.Count;
        ofOthers = ofOthers with { ActiveConsumers = activeConsumers };
        Without = ofMembers + ofOthers;
    }

    public ExpectedMeasures Without { get; }

    /// <summary>The strength for an effect on the metric's scale; where none is strong enough, the strongest of its direction.</summary>
    public double Strength(double effect)
    {
        var most = Lever.Most(kind);
        if (Math.Sign(Effect(most)) != Math.Sign(effect))
            most = -most;
        if (Math.Abs(Effect(most)) <= Math.Abs(effect))
            return most;

        // False position with the Illinois step (Dowell and Jarratt 1971): effects are monotone in the strength.
        var (low, high) = (0.0, most);
        var (atLow, atHigh) = (-effect, Effect(most) - effect);
        for (var step = 0; step < MostSteps; step++)
        {
            var middle = (low * atHigh - high * atLow) / (atHigh - atLow);
            var at = Effect(middle) - effect;
            if (Math.Abs(at) <= Tolerance * Math.Abs(effect))
                return middle;
            if (Math.Sign(at) == Math.Sign(atHigh))
                atLow /= 2;
            else
                (low, atLow) = (high, atHigh);
            (high, atHigh) = (middle, at);
        }

        return high;
    }

    /// <summary>The metric under the plant less without it, on its scale.</summary>
    private double Effect(double strength)
    {
        var (change, outside) = Lever.Of(kind, strength);
        var with = outside ? ofMembers + Sum(others, change) with { ActiveConsumers = ofOthers.ActiveConsumers } : Sum(members, change) + ofOthers;
        return with.Scaled(metric) - Without.Scaled(metric);
    }

    private static ExpectedMeasures Sum(List<ConsumerRates> consumers, Change? change)
    {
        var sum = default(ExpectedMeasures);
        foreach (var rates in consumers)
            sum += rates.Under(change);
        return sum;
    }
}
