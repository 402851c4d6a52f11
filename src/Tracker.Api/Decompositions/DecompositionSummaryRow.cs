using Tracker.Api.Output;
using Tracker.Storage.Results;

namespace Tracker.Api.Decompositions;

/// <summary>A stored decomposition without its segments.</summary>
/// <param name="Id">/api/v1/decompositions/{id} has all of it.</param>
/// <param name="Month">yyyy-MM.</param>
/// <param name="Reference">expected, or a month as yyyy-MM.</param>
/// <param name="Attributes">What its segments are of.</param>
/// <param name="ChosenBy">How they were chosen: asked, drivers or strength.</param>
/// <param name="DataVersion">Of the data that it was made from.</param>
/// <param name="Before">The metric in the reference, in its unit, as are the others.</param>
/// <param name="Structural">From who is there.</param>
/// <param name="Behavioural">From how they behave.</param>
/// <param name="Words">The same in one sentence.</param>
internal sealed record DecompositionSummaryRow(
    long Id, string Month, string Sector, string Metric, string Reference, IReadOnlyList<string> Attributes, string ChosenBy, long DataVersion, string CreatedAt, double Before,
    double After, double Scale, double Structural, double Behavioural, double Refunds, string Words)
{
    public static readonly DecompositionSummaryRow Example = new(
        17, "2025-10", "Travel", "average_ticket", PublishedDecomposition.Expected, ["income"], "drivers", 3, "2025-11-02T04:12:09Z", 25.08, 37.61, 0, 0.4, 12.2, -0.07,
        DecompositionRow.Example.Words);

    public static DecompositionSummaryRow Of(DecompositionSummary read) =>
        new(
            read.Id, read.Month.ToString(), read.Sector, read.Metric, read.Reference, read.Attributes, read.ChosenBy, read.DataVersion, Instant.Show(read.CreatedAt),
            Zero.Plain(read.Before), Zero.Plain(read.After), Zero.Plain(read.Scale), Zero.Plain(read.Structural), Zero.Plain(read.Behavioural), Zero.Plain(read.Refunds), read.Words);
}
