using System.Globalization;

namespace Tracker.Storage.Ingest.Plans;

/// <summary>Ranges of a numeric attribute: below the first edge, from each edge to below the next, and from the last on.</summary>
internal sealed class Bins
{
    private readonly double[] edges;
    private readonly string[] labels;

    /// <param name="edges">Ascending, at least one.</param>
    /// <param name="labels">One more than edges; null for labels made of the edges: "under 18", "18 to under 35", "35 or more".</param>
    /// <exception cref="ArgumentException">The edges do not ascend, or the labels are not one more.</exception>
    public Bins(IReadOnlyList<double> edges, IReadOnlyList<string>? labels)
    {
        if (edges.Count == 0 || edges.Any(edge => !double.IsFinite(edge)) || edges.Zip(edges.Skip(1)).Any(pair => pair.First >= pair.Second))
            throw new ArgumentException($"expected edges that ascend, got {string.Join(", ", edges.Select(Text))}");
        if (labels is not null && labels.Count != edges.Count + 1)
            throw new ArgumentException($"expected {edges.Count + 1} labels for {edges.Count} edges, got {labels.Count}");
        this.edges = [.. edges];
        this.labels = labels is null ? Labels(edges) : [.. labels];
    }

    /// <summary>The label of a number; null where the text is none.</summary>
    public string? Of(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? labels[edges.Count(edge => edge <= number)]
            : null;

    private static string[] Labels(IReadOnlyList<double> edges) =>
    [
        $"under {Text(edges[0])}",
        .. edges.Zip(edges.Skip(1), (from, to) => $"{Text(from)} to under {Text(to)}"),
        $"{Text(edges[^1])} or more",
    ];

    private static string Text(double edge) => edge.ToString("#,##0.######", CultureInfo.InvariantCulture);
}
