using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Tracker.Jobs.Alerts;

/// <summary>Shows a receiver who sent a body, and when: HMAC-SHA256 with the target's secret over the time, a dot and the body.</summary>
public static class AlertSignature
{
    public const string Header = "X-Tracker-Signature";

    /// <param name="secret">Of the target; its UTF-8 bytes are the key.</param>
    /// <param name="at">When it is sent; whole seconds count.</param>
    /// <param name="body">As it goes out.</param>
    /// <returns><c>t=SECONDS,v1=HEX</c>, the seconds since 1970 in UTC.</returns>
    public static string Of(string secret, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        var seconds = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.UTF8.GetBytes($"{seconds}."));
        hmac.AppendData(body);
        return $"t={seconds},v1={Convert.ToHexStringLower(hmac.GetHashAndReset())}";
    }
}
