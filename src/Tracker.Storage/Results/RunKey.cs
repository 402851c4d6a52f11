using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tracker.Core.Panel;

namespace Tracker.Storage.Results;

/// <summary>What a run is a function of. Two requests with the same key are one run.</summary>
/// <param name="Kind">The job, such as <see cref="OfMonth"/>.</param>
/// <param name="Month">The month that is computed.</param>
/// <param name="DataVersion">The version of the data that is read.</param>
/// <param name="ConfigurationHash">See <see cref="Results.Configuration"/>.</param>
/// <param name="CodeVersion">See <see cref="Results.CodeVersion"/>.</param>
public sealed record RunKey(string Kind, Month Month, long DataVersion, string ConfigurationHash, string CodeVersion)
{
    /// <summary>The kind of a run that computes the movers of a month.</summary>
    public const string OfMonth = "month";

    /// <summary>The seed of everything random in the run: not negative, the same for the same key on every machine.</summary>
    public long Seed => Hash("seed") & long.MaxValue;

    /// <summary>The advisory lock that the program holds which computes the run.</summary>
    internal long Lock => Hash("lock");

    private long Hash(string purpose)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{purpose}\n{Kind}\n{Month}\n{DataVersion}\n{ConfigurationHash}\n{CodeVersion}");
        return BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
