using Tracker.Api.Answers;
using Tracker.Core.Panel;

namespace Tracker.Api.Movers;

/// <summary>A metric in a request.</summary>
internal static class MetricName
{
    /// <exception cref="Problem">No metric has the name.</exception>
    public static Metric Check(string name) =>
        Metric.All.FirstOrDefault(metric => metric.Name == name)
        ?? throw Problem.BadRequest($"metric: expected one of {string.Join(", ", Metric.All.Select(metric => metric.Name))}");
}
