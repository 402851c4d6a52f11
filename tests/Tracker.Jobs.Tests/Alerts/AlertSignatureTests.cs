using System.Text;
using Tracker.Jobs.Alerts;

namespace Tracker.Jobs.Tests.Alerts;

public class AlertSignatureTests
{
    /// <summary>As <c>printf '1764306000.{"event":"test"}' | openssl dgst -sha256 -hmac whsec_test</c> has it.</summary>
    private const string OfOpenssl = "358788724435b5e47873bd1bd15befb06925d4037ca64d77904c2f484ee753fd";

    [Fact]
    public void Signature_IsThatOfOpenssl() =>
        Assert.Equal($"t=1764306000,v1={OfOpenssl}", Of("whsec_test", 1764306000, """{"event":"test"}"""));

    [Theory]
    [InlineData("whsec_tesu", 1764306000, """{"event":"test"}""")]
    [InlineData("whsec_test", 1764306001, """{"event":"test"}""")]
    [InlineData("whsec_test", 1764306000, """{"event":"tesu"}""")]
    public void AnotherSecretTimeOrBody_IsAnother(string secret, long seconds, string body) =>
        Assert.DoesNotContain(OfOpenssl, Of(secret, seconds, body), StringComparison.Ordinal);

    private static string Of(string secret, long seconds, string body) => AlertSignature.Of(secret, DateTimeOffset.FromUnixTimeSeconds(seconds), Encoding.UTF8.GetBytes(body));
}
