using Tracker.Core.Decomposition;
using Tracker.Core.Panel;
using Tracker.Storage.Results;

namespace Tracker.Jobs;

/// <summary>All that the ways of a request have in common, and what is said of its answer on the way.</summary>
internal sealed record DecomposeWork
{
    public required DecomposeRequest Request { get; init; }

    public required Sector Sector { get; init; }

    /// <summary>As the month is published; null where it is not.</summary>
    public required PublishedMover? Mover { get; init; }

    /// <summary>Stored answers about the mover.</summary>
    public required IReadOnlyList<PublishedDecomposition> Earlier { get; init; }

    public required MoverQuestion Question { get; init; }

    public List<string> Notes { get; } = [];

    private Month Month => Question.After.Month;

    /// <summary>The same with what is published beside an answer against some reference.</summary>
    /// <exception cref="NothingToComputeException">So much that another answer cannot be audited.</exception>
    public DecomposeWork Against(string reference)
    {
        PublishedSegments[] earlier = [.. Earlier.Select(one => one.ShownBeside(reference))];
        return PublishedSegments.RowsOf(earlier) is var rows && rows + ChangeSplit.MostShown > DisclosureAudit.MostRows
            ? throw new NothingToComputeException($"{this}: refused, its {Earlier.Count} stored results show {rows} rows, too many to audit another one beside them")
            : this with { Question = Question with { Earlier = earlier } };
    }

    public NothingToComputeException Refused()
    {
        var by = Request.Attributes is { } asked ? $" by {string.Join(", ", asked)}" : "";
        var before = Earlier.Select(one => string.Join(", ", one.Decomposition.Attributes)).Where(names => names.Length > 0).Distinct().ToArray();
        var beside = before.Length == 0 ? "" : $", alone or beside the stored results by {string.Join("; by ", before)}";
        return new($"{this}{by}: refused, nothing but the total can be shown without telling of fewer than {Request.LeastConsumers} consumers{beside}");
    }

    public override string ToString() => $"{Request.Metric.Words} of {Sector} in {Month}";
}
