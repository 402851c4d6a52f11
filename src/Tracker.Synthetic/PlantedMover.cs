using Tracker.Core.Panel;

namespace Tracker.Synthetic;

/// <summary>
/// One change that was planted, and what it does to the expected metrics of its sector: the panel with the plant against the same panel without
/// it, both as expected by the model and not as drawn (docs/methods/synthetic.md).
/// </summary>
/// <param name="Month">The month.</param>
/// <param name="Sector">The sector.</param>
/// <param name="Metric">The metric that it was planted to move.</param>
/// <param name="Kind">"rate" for a change of how a segment buys.</param>
/// <param name="Segment">Whom it changes: attribute and value, as in consumers.csv.</param>
/// <param name="Size">Relative change of the metric's expectation: 0.3 for 30% more.</param>
/// <param name="Structural">The part of the change that is mix, in the metric's unit.</param>
/// <param name="Behavioural">The part that is rate; with <paramref name="Structural"/> it adds up to the change.</param>
/// <param name="Effects">For each of the nine metrics the difference on its own scale (ln, or logit for shares).</param>
public sealed record PlantedMover(
    Month Month,
    Sector Sector,
    Metric Metric,
    string Kind,
    IReadOnlyList<KeyValuePair<string, string>> Segment,
    double Size,
    double Structural,
    double Behavioural,
    IReadOnlyList<KeyValuePair<Metric, double>> Effects);
