using Tracker.Core.Panel;
using Tracker.Synthetic.Expectations;

namespace Tracker.Synthetic;

/// <summary>The expected sums of a sector and month, and the noise around them.</summary>
public sealed class ExpectedSector
{
    private readonly Moments moments;

    internal ExpectedSector(ExpectedMeasures with, ExpectedMeasures without, Moments moments) =>
        (With, Without, this.moments) = (with, without, moments);

    /// <summary>As planted.</summary>
    public ExpectedMeasures With { get; }

    /// <summary>As they would be if nothing were planted.</summary>
    public ExpectedMeasures Without { get; }

    /// <summary>What is planted does this to a metric, on its own scale (ln, or logit for shares); 0 where nothing is.</summary>
    public double Effect(Metric metric) => With.Scaled(metric) - Without.Scaled(metric);

    /// <summary>Standard deviation of a metric on its own scale around the expectation without plants: chance of the consumers and of demand, to first order.</summary>
    public double Sd(Metric metric) => moments.Sd(metric);
}
