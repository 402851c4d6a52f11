using Tracker.Core.Decomposition;
using Tracker.Core.Panel;
using Tracker.Storage.Results;

namespace Tracker.Jobs;

/// <summary>Puts a split into words and into the form in which it is stored.</summary>
internal static class DecompositionAnswer
{
    private const int Year = 12;

    public static PublishedDecomposition Of(DecomposeWork work, MoverSplit split, string reference)
    {
        var (request, month, shown) = (work.Request, work.Question.After.Month, split.Shown);
        var merged = shown.Merged.Count(one => one);
        if (shown.SmallAlone > 0)
            work.Notes.Add($"{shown.SmallAlone} of {shown.Merged.Count} segments are too small to be shown and stand in other");
        if (merged > shown.SmallAlone)
            work.Notes.Add($"{merged - shown.SmallAlone} of {shown.Merged.Count} segments stand in other because beside stored results they would tell of few");
        if (shown.Displayed is { } displayed)
            work.Notes.Add($"the largest {displayed.Count} of {shown.Merged.Count} segments are shown, the others are summed");
        if (split.Decomposition.Segments.Any(part => part.Refunds is null))
            work.Notes.Add("refunds are shown of the whole alone: by segment they would tell of few who gave something back");
        if (!request.IsPublished)
            work.Notes.Add($"not for publication: segments of fewer than {SmallCells.UsualLeast} consumers are shown");
        var against = reference == PublishedDecomposition.Expected ? "what was expected" : reference;
        return new()
        {
            Month = $"{month}",
            Sector = work.Sector.Name,
            Metric = request.Metric.Name,
            Reference = reference,
            AlongTime = request.AlongTime,
            IncludesSeason = reference != PublishedDecomposition.Expected && IncludesSeason(month, Month.Parse(reference)),
            ChosenBy = shown.ChosenBy,
            LeastConsumers = request.LeastConsumers,
            Merged = merged,
            Words = ChangeSentence.Of(split.Decomposition, $"{work}, against {against},"),
            Notes = work.Notes,
            Chain = null,
            Decomposition = split.Decomposition,
            Scale = split.Intervals?.Scale,
            Structural = split.Intervals?.Structural,
            Behavioural = split.Intervals?.Behavioural,
            Flow = split.Flow,
        };
    }

    /// <summary>Whether a month is compared with another time of the year.</summary>
    public static bool IncludesSeason(Month month, Month reference) => (month - reference) % Year != 0;
}
