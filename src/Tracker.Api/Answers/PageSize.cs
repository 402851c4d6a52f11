namespace Tracker.Api.Answers;

/// <summary>How many items a page has.</summary>
internal static class PageSize
{
    public const int Most = 1000;

    /// <exception cref="Problem">Not 1 to <see cref="Most"/>.</exception>
    public static int Of(int? limit) => limit switch
    {
        null => Most,
        >= 1 and <= Most => limit.Value,
        _ => throw Problem.BadRequest($"limit {limit}: expected 1 to {Most}"),
    };

    /// <summary>A page of at most <paramref name="size"/> of what was read, which is one more where there are more.</summary>
    public static Page<T> Page<T>(HttpContext http, IReadOnlyList<T> read, int size, Func<T, string> cursor) =>
        read.Count <= size ? new(read) : new([.. read.Take(size)], Cursor.Link(http, cursor(read[size - 1])));
}
