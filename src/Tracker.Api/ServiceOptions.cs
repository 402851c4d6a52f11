using System.Globalization;
using System.Net;
using Tracker.Api.Schedule;
using Tracker.Api.Telemetry;
using Tracker.Api.Work;
using Tracker.Storage.Work;

namespace Tracker.Api;

/// <summary>How the service runs. Every value is checked before it starts, and a refusal names the key.</summary>
/// <param name="Urls">Where it listens, at least one.</param>
/// <param name="RequestsPerMinute">Of a key: <see cref="UsualRequests"/> by default.</param>
/// <param name="TrustedProxies">Whose forwarded headers count; none by default.</param>
/// <param name="JsonLogs">A JSON object a line in place of text.</param>
public sealed record ServiceOptions(
    IReadOnlyList<Uri> Urls, int RequestsPerMinute, IReadOnlyList<System.Net.IPNetwork> TrustedProxies, bool JsonLogs)
{
    public const string UsualUrl = "http://127.0.0.1:5080";
    public const int UsualRequests = 1200;
    public const string RequestsVariable = "TRACKER_REQUESTS_PER_MINUTE";
    public const string ProxiesVariable = "TRACKER_TRUSTED_PROXIES";
    public const string LogVariable = "TRACKER_LOG_FORMAT";

    private const int MostRequests = 10_000_000;

    /// <summary>How its worker works.</summary>
    public WorkOptions Work { get; init; } = WorkOptions.Default;

    /// <summary>What it enters into the ledger by itself; nothing by default.</summary>
    public ScheduleOptions Schedule { get; init; } = ScheduleOptions.None;

    /// <summary>Whether every address is the machine itself.</summary>
    public bool OnlyLoopback => Urls.All(url => url.IsLoopback);

    /// <summary>Whether the machine itself needs no key: of the demo alone. See <see cref="OfDemo"/>.</summary>
    public bool WithoutKeys { get; private init; }

    /// <summary>Where traces and metrics go.</summary>
    public TelemetryOptions Telemetry { get; init; } = TelemetryOptions.None;

    /// <param name="urls">Separated by semicolons, such as http://127.0.0.1:5080.</param>
    /// <param name="variable">The environment.</param>
    /// <exception cref="FormatException">A value is not what is expected.</exception>
    public static ServiceOptions From(string urls, Func<string, string?> variable) =>
        new(
            [.. urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).DefaultIfEmpty("").Select(UrlOf)],
            Requests(variable(RequestsVariable)),
            [.. (variable(ProxiesVariable) ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries).Select(NetworkOf)],
            JsonLogsFrom(variable))
        {
            Work = WorkSettings.From(variable),
            Schedule = ScheduleOptions.From(variable),
            Telemetry = TelemetryOptions.From(variable),
        };

    /// <summary>The same for the demo, which needs no key.</summary>
    /// <inheritdoc cref="From"/>
    /// <exception cref="FormatException">A value is not what is expected, or others than the machine itself could reach it.</exception>
    public static ServiceOptions OfDemo(string urls, Func<string, string?> variable)
    {
        var options = From(urls, variable);
        return options.OnlyLoopback
            ? options with { WithoutKeys = true, TrustedProxies = [] }
            : throw new FormatException($"--urls {urls}: the demo needs no key, so expected addresses of the machine itself, such as {UsualUrl}");
    }

    /// <summary>Whether logs are JSON.</summary>
    /// <exception cref="FormatException">The value is not what is expected.</exception>
    public static bool JsonLogsFrom(Func<string, string?> variable) => variable(LogVariable) switch
    {
        null or "" or "text" => false,
        "json" => true,
        var other => throw new FormatException($"{LogVariable} {other}: expected text or json"),
    };

    private static Uri UrlOf(string text) =>
        Uri.TryCreate(text.Replace("//*", "//0.0.0.0", StringComparison.Ordinal).Replace("//+", "//0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out var url)
        && url is { Scheme: "http", PathAndQuery: "/", UserInfo: "" }
            ? url
            : throw new FormatException($"--urls {text}: expected http://HOST:PORT; a proxy does TLS");

    private static int Requests(string? text) => string.IsNullOrEmpty(text)
        ? UsualRequests
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= MostRequests
            ? number
            : throw new FormatException($"{RequestsVariable} {text}: expected a whole number from 1 to {MostRequests}");

    private static System.Net.IPNetwork NetworkOf(string text) =>
        IPAddress.TryParse(text, out var address) ? new(address, 8 * address.GetAddressBytes().Length)
        : System.Net.IPNetwork.TryParse(text, out var network) ? network
        : throw new FormatException($"{ProxiesVariable} {text}: expected addresses or networks such as 10.0.0.5 or 10.0.0.0/8");
}
