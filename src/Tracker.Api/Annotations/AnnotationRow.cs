using Tracker.Api.Output;
using Tracker.Core.Panel;
using Tracker.Storage.Results;

namespace Tracker.Api.Annotations;

/// <summary>What someone says of a mover.</summary>
/// <param name="Month">Of the mover, published.</param>
/// <param name="Sector">Of the mover.</param>
/// <param name="Metric">Of the mover.</param>
/// <param name="Verdict">Whether it is one.</param>
/// <param name="Reason">Why: 1 to 2,000 characters.</param>
internal sealed record NewAnnotation(Month Month, string Sector, string Metric, Verdict Verdict, string Reason)
{
    public static readonly NewAnnotation Example = new(new(2025, 10), "Travel", "average_ticket", Verdict.Confirmed, "fares rose with the fuel price on the 4th");
}

/// <summary>What was said of a mover.</summary>
/// <param name="Annotation">Its number.</param>
/// <param name="Run">The published run that was judged.</param>
/// <param name="Author">The id of the key.</param>
internal sealed record AnnotationRow(
    long Annotation, string Month, string Sector, string Metric, long? Run, Verdict Verdict, string Reason, string Author, string CreatedAt)
{
    public static readonly AnnotationRow Example = new(
        7, "2025-10", "Travel", "average_ticket", 12, Verdict.Confirmed, NewAnnotation.Example.Reason, "3f9a0c2b7d51", "2025-11-03T09:12:44Z");

    public static AnnotationRow Of(Annotation annotation) =>
        new(
            annotation.AnnotationId, annotation.Month.ToString(), annotation.Sector, annotation.Metric, annotation.RunId, annotation.Verdict, annotation.Reason,
            annotation.Author, Instant.Show(annotation.CreatedAt));
}
