using Tracker.Core.Panel;

namespace Tracker.Storage.Results;

/// <summary>What a researcher says of a mover (<c>tracker.annotations</c>). The last word on a series of a month counts.</summary>
/// <param name="RunId">The published run that was judged.</param>
/// <param name="Author">The id of the key.</param>
public sealed record Annotation(
    long AnnotationId, Month Month, string Sector, string Metric, long? RunId, Verdict Verdict, string Reason, string Author, DateTimeOffset CreatedAt);

/// <summary>Whether a mover is one.</summary>
public enum Verdict
{
    Confirmed,

    Dismissed,
}
