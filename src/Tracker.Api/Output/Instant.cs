using System.Globalization;

namespace Tracker.Api.Output;

/// <summary>A moment as it is printed: ISO 8601 in UTC, to the second.</summary>
public static class Instant
{
    public static string Show(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
