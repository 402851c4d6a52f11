namespace Tracker.Api.Answers;

/// <summary>A request that is answered with a problem document instead.</summary>
/// <param name="status">400 to 599.</param>
/// <param name="detail">One sentence for people: what was expected and what came.</param>
internal sealed class Problem(int status, string detail) : Exception(detail)
{
    public int Status { get; } = status;

    public static Problem BadRequest(string detail) => new(StatusCodes.Status400BadRequest, detail);

    public static Problem NotFound(string detail) => new(StatusCodes.Status404NotFound, detail);
}
