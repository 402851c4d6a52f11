using System.Text;

namespace Tracker.Api.Tests.Telemetry;

/// <summary>As much of the wire format of protocol buffers as it takes to find a text by its field numbers.</summary>
internal static class Protobuf
{
    /// <summary>The texts at the end of a path of field numbers, the outermost first.</summary>
    public static IEnumerable<string> Texts(byte[] message, int[] path)
    {
        foreach (var field in Fields(message).Where(field => field.Number == path[0]))
        {
            if (path.Length == 1)
            {
                yield return Encoding.UTF8.GetString(field.Content);
                continue;
            }

            foreach (var text in Texts(field.Content, path[1..]))
                yield return text;
        }
    }

    /// <summary>The fields that have a length; the others are passed over.</summary>
    private static IEnumerable<(int Number, byte[] Content)> Fields(byte[] message)
    {
        var at = 0;
        while (at < message.Length)
        {
            var tag = Varint();
            switch (tag & 7)
            {
                case 0: Varint(); break;
                case 1: at += sizeof(ulong); break;
                case 5: at += sizeof(uint); break;
                case 2:
                    var length = (int)Varint();
                    yield return ((int)(tag >> 3), message[at..(at + length)]);
                    at += length;
                    break;
                default: throw new FormatException($"wire type {tag & 7}: expected 0, 1, 2 or 5");
            }
        }

        ulong Varint()
        {
            ulong value = 0;
            for (var shift = 0; ; shift += 7)
            {
                var part = message[at++];
                value |= (ulong)(part & 0x7F) << shift;
                if (part < 0x80)
                    return value;
            }
        }
    }
}
