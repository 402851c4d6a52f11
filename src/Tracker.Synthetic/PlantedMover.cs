using Tracker.Core.Panel;

namespace Tracker.Synthetic;

/// <summary>
/// One change that was planted, and what happens to the expected metrics of its sector: the panel with its plants against the same panel without
/// any, both as expected by the model and not as drawn (docs/methods/synthetic.md).
/// </summary>
/// <param name="Month">The month.</param>
/// <param name="Sector">The sector.</param>
/// <param name="Metric">The metric that it was planted to move.</param>
/// <param name="Kind">The kind of the plant in small letters, such as "rate".</param>
/// <param name="Segment">The consumers it is about: attribute and value, as in consumers.csv; none for everyone.</param>
/// <param name="Size">Relative change of the metric's expectation: 0.3 for 30% more.</param>
/// <param name="Structural">The part of the change that is mix, in the metric's unit.</param>
/// <param name="Behavioural">The part that is rate; with <paramref name="Structural"/> and <paramref name="Scale"/> it adds up to the change.</param>
/// <param name="Effects">For each of the nine metrics the difference on its own scale (ln, or logit for shares).</param>
/// <param name="Scale">The part of a total that is the number of active consumers; 0 for a ratio.</param>
/// <param name="Sigma">The effect on the metric in standard deviations of its noise, as the model has it.</param>
/// <param name="ActiveConsumers">Difference of the log of the expected panel size. A total weighted to a fixed population moves by its effect less this.</param>
/// <param name="Plant">The position of the plant in its scenario, from 1: entries of several months or sectors share it.</param>
public sealed record PlantedMover(
    Month Month,
    Sector Sector,
    Metric Metric,
    string Kind,
    IReadOnlyList<KeyValuePair<string, string>> Segment,
    double Size,
    double Structural,
    double Behavioural,
    IReadOnlyList<KeyValuePair<Metric, double>> Effects,
    double Scale,
    double Sigma,
    double ActiveConsumers,
    int Plant)
{
    /// <summary>The brand of all purchases that the plant adds; null for any.</summary>
    public string? Brand { get; init; }

    /// <summary>The word that the names of their products have; null for any.</summary>
    public string? Word { get; init; }

    public double Effect(Metric metric) => Effects.Single(effect => effect.Key == metric).Value;
}
