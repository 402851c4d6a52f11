using System.Diagnostics;
using OpenTelemetry.Trace;

namespace Tracker.Api.Telemetry;

/// <summary>Leaves out what a worker asks the database several times a second while there is nothing to do: a query that belongs to no request and no work.</summary>
internal sealed class NoPolling : Sampler
{
    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
        new(samplingParameters.Kind == ActivityKind.Client ? SamplingDecision.Drop : SamplingDecision.RecordAndSample);
}
