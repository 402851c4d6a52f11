using Tracker.Core.Decomposition;

namespace Tracker.Storage.Results;

/// <summary>Why a metric of a sector changed, as it is shown and exported. It holds no time and no id, so identical requests give identical bytes.</summary>
public sealed record PublishedDecomposition : IMoverAnswer
{
    /// <summary>The reference that is no month.</summary>
    public const string Expected = "expected";

    public static string Kind => "decomposition";

    public static string Table => "tracker.decompositions";

    public static string IdColumn => "decomposition_id";

    IReadOnlyList<string> IMoverAnswer.Attributes => Decomposition.Attributes;

    /// <summary>yyyy-MM.</summary>
    public required string Month { get; init; }

    public required string Sector { get; init; }

    public required string Metric { get; init; }

    /// <summary><see cref="Expected"/>, or a month as yyyy-MM.</summary>
    public required string Reference { get; init; }

    /// <summary>Whether it is the sum of the splits of all consecutive months since the reference.</summary>
    public bool AlongTime { get; init; }

    /// <summary>Whether the change holds a part of the year's season.</summary>
    public required bool IncludesSeason { get; init; }

    /// <summary>How the attributes were chosen: asked, drivers, or strength.</summary>
    public required string ChosenBy { get; init; }

    /// <summary>k: no cell of fewer is shown.</summary>
    public required int LeastConsumers { get; init; }

    /// <summary>Segments that stand in <c>other</c>.</summary>
    public required int Merged { get; init; }

    /// <summary>One sentence.</summary>
    public required string Words { get; init; }

    /// <summary>What a reader should know beside it.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Against what was expected; else null.</summary>
    public required ImpactChain? Chain { get; init; }

    /// <summary>At most <see cref="ChangeSplit.MostShown"/> segments, the others summed; those of a result that is drawn have intervals.</summary>
    public required ChangeDecomposition Decomposition { get; init; }

    /// <summary>Of the parts of the whole; null where nothing was drawn.</summary>
    public required EffectInterval? Scale { get; init; }

    public required EffectInterval? Structural { get; init; }

    public required EffectInterval? Behavioural { get; init; }

    /// <summary>Those who joined and left kept apart; null against what was expected, and where they are few.</summary>
    public required FlowEffects? Flow { get; init; }

    /// <summary>What it shows, for the audit of an answer against some reference.</summary>
    public PublishedSegments ShownBeside(string reference) => new(
        Decomposition.Attributes,
        Decomposition.Segments.Where(part => part.Status != SegmentStatus.Other).Select(part => part.Segment).ToHashSet(),
        Decomposition.Segments.All(part => part.Refunds is not null),
        Reference == reference);
}
