using System.Buffers.Binary;

namespace Tracker.Storage.Ingest;

/// <summary>
/// A 64-bit hash that is stored, so it never changes: words of 8 bytes are multiplied into 128 bits and folded (the construction of wyhash).
/// Two different inputs agree with probability 2⁻⁶⁴. It is no defence against an adversary who chooses event ids.
/// </summary>
internal static class StableHash
{
    private const ulong A = 0x9E3779B97F4A7C15;
    private const ulong B = 0xD1B54A32D192ED03;
    private const ulong C = 0x8CB92BA72F3D8DD7;

    public static ulong Of(ReadOnlySpan<byte> bytes, ulong seed = 0)
    {
        var hash = seed ^ A;
        var length = (ulong)bytes.Length;
        while (bytes.Length > 16)
        {
            hash = Fold(Word(bytes) ^ B, Word(bytes[8..]) ^ hash);
            bytes = bytes[16..];
        }

        // The last 1 to 16 bytes as two words that may overlap: no copy, and the length tells such inputs apart.
        var (left, right) = bytes.Length switch
        {
            >= 8 => (Word(bytes), Word(bytes[^8..])),
            >= 4 => (BinaryPrimitives.ReadUInt32LittleEndian(bytes), BinaryPrimitives.ReadUInt32LittleEndian(bytes[^4..])),
            > 0 => (bytes[0] | ((ulong)bytes[bytes.Length / 2] << 8), (ulong)bytes[^1]),
            _ => (0UL, 0UL),
        };
        hash = Fold(left ^ B, right ^ hash);
        return Fold(hash ^ length ^ C, A ^ length);
    }

    private static ulong Word(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt64LittleEndian(bytes);

    private static ulong Fold(ulong left, ulong right)
    {
        var high = Math.BigMul(left, right, out var low);
        return high ^ low;
    }
}
