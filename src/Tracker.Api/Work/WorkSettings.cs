using System.Globalization;
using Tracker.Storage.Work;

namespace Tracker.Api.Work;

/// <summary>How the environment sets workers.</summary>
public static class WorkSettings
{
    public const string LeaseVariable = "TRACKER_WORK_LEASE";

    private const int ShortestLease = 1;
    private const int LongestLease = 3600;

    /// <exception cref="FormatException">A value is not what is expected.</exception>
    public static WorkOptions From(Func<string, string?> variable) => variable(LeaseVariable) switch
    {
        null or "" => WorkOptions.Default,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= ShortestLease and <= LongestLease =>
            WorkOptions.Default with { Lease = TimeSpan.FromSeconds(seconds) },
        var text => throw new FormatException($"{LeaseVariable} {text}: expected a whole number of seconds from {ShortestLease} to {LongestLease}"),
    };
}
