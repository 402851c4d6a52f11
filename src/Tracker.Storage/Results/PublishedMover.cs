using System.Text.Json.Serialization;

namespace Tracker.Storage.Results;

/// <summary>
/// A mover as it is shown and exported. It holds no time and no run id, so identical runs give identical bytes of JSON.
/// </summary>
public sealed record PublishedMover(
    [property: JsonPropertyName("rank")] int Rank,
    [property: JsonPropertyName("month")] string Month,
    [property: JsonPropertyName("sector")] string Sector,
    [property: JsonPropertyName("metric")] string Metric,
    [property: JsonPropertyName("cii")] double Cii,
    [property: JsonPropertyName("p")] double? P,
    [property: JsonPropertyName("q")] double? Q,
    [property: JsonPropertyName("significant")] bool Significant,
    [property: JsonPropertyName("actual")] double Actual,
    [property: JsonPropertyName("forecast")] double Forecast,
    [property: JsonPropertyName("lo80")] double Lo80,
    [property: JsonPropertyName("hi80")] double Hi80,
    [property: JsonPropertyName("impact")] double Impact,
    [property: JsonPropertyName("percentChange")] double? PercentChange,
    [property: JsonPropertyName("lo95")] double Lo95,
    [property: JsonPropertyName("hi95")] double Hi95,
    [property: JsonPropertyName("own")] double Own,
    [property: JsonPropertyName("common")] double Common,
    [property: JsonPropertyName("model")] string Model,
    [property: JsonPropertyName("scale")] string Scale,
    [property: JsonPropertyName("provisional")] bool? Provisional,
    [property: JsonPropertyName("completeness")] string? Completeness,
    [property: JsonPropertyName("money")] double? Money,
    [property: JsonPropertyName("shareOfPanel")] double? ShareOfPanel,
    [property: JsonPropertyName("members")] IReadOnlyList<KeyValuePair<string, double>> Members,
    [property: JsonPropertyName("treated")] IReadOnlyList<string> Treated,
    [property: JsonPropertyName("calendar")] string Calendar,
    [property: JsonPropertyName("daysIndex")] double? DaysIndex,
    [property: JsonPropertyName("depthIndex")] double? DepthIndex,
    [property: JsonPropertyName("explanation")] string Explanation);
