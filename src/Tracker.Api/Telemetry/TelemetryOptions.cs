namespace Tracker.Api.Telemetry;

/// <summary>Where traces and metrics go. The standard variables of OpenTelemetry say it; those that would fail in silence are checked here, by their name.</summary>
/// <param name="Endpoint">Null where nothing is sent.</param>
public sealed record TelemetryOptions(Uri? Endpoint)
{
    public const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";
    public const string ProtocolVariable = "OTEL_EXPORTER_OTLP_PROTOCOL";

    public static TelemetryOptions None { get; } = new((Uri?)null);

    /// <param name="variable">The environment.</param>
    /// <exception cref="FormatException">A value is not what is expected.</exception>
    public static TelemetryOptions From(Func<string, string?> variable)
    {
        if (variable(ProtocolVariable) is { Length: > 0 } protocol and not ("grpc" or "http/protobuf"))
            throw new FormatException($"{ProtocolVariable} {protocol}: expected grpc or http/protobuf");
        if (variable(EndpointVariable) is not { Length: > 0 } endpoint)
            return None;
        return Uri.TryCreate(endpoint, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? new(url)
            : throw new FormatException($"{EndpointVariable} {endpoint}: expected http://HOST:PORT or https://HOST:PORT");
    }
}
