using Tracker.Storage.Ingest.Csv;

namespace Tracker.Cli.Input;

/// <summary>A stream of which the first bytes have been read already. A pipe cannot be wound back.</summary>
internal sealed class PrefixedStream(byte[] prefix, Stream rest) : ForwardStream
{
    private int taken;

    public override int Read(Span<byte> buffer)
    {
        if (taken == prefix.Length)
            return rest.Read(buffer);
        var part = Math.Min(buffer.Length, prefix.Length - taken);
        prefix.AsSpan(taken, part).CopyTo(buffer);
        taken += part;
        return part;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            rest.Dispose();
        base.Dispose(disposing);
    }
}
