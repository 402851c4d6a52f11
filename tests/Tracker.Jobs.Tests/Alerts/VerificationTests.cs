using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Tracker.Jobs.Alerts;
using Tracker.Storage.Alerts;
using Tracker.Testing;

namespace Tracker.Jobs.Tests.Alerts;

/// <summary>The function of docs/alerts.md, with a delivery as it came.</summary>
public partial class VerificationTests
{
    private const string Secret = "whsec_of_the_docs";

    [Fact]
    public async Task TheFunctionOfThePage_KnowsWhatIsFromTracker_AndWhatIsNot()
    {
        await using var receiver = await Receiver.StartAsync();
        var target = new AlertTarget("a1", "", AlertTargetKind.Webhook, receiver.Url, Secret, AllowPrivate: true, AllowHttp: true, DateTimeOffset.UnixEpoch);
        await AlertSender.Usual.SendAsync(target, "1", Encoding.UTF8.GetBytes("""{"event":"test","text":"é"}"""), TestContext.Current.CancellationToken);
        var got = receiver.Received[0];
        var signature = got.Headers[AlertSignature.Header];
        var old = AlertSignature.Of(Secret, DateTimeOffset.UtcNow.AddMinutes(-6), got.Body);
        Assert.Equal("True", await AskAsync(Secret, signature, got.Body));
        Assert.Equal("False", await AskAsync(Secret + "x", signature, got.Body));
        Assert.Equal("False", await AskAsync(Secret, signature, [.. got.Body, (byte)' ']));
        Assert.Equal("False", await AskAsync(Secret, old, got.Body));
    }

    private static async Task<string> AskAsync(string secret, string signature, byte[] body)
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "alerts.md"), TestContext.Current.CancellationToken);
        var program = $"{Block().Match(page).Groups["text"].Value}\nimport sys\nprint(is_from_tracker(sys.argv[1], sys.argv[2], sys.stdin.buffer.read()))\n";
        try
        {
            using var process = Process.Start(new ProcessStartInfo("python3", ["-c", program, secret, signature]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
            await process.StandardInput.BaseStream.WriteAsync(body, TestContext.Current.CancellationToken);
            process.StandardInput.Close();
            return (await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Trim();
        }
        catch (Win32Exception)
        {
            Assert.Skip("there is no python3");
            throw;
        }
    }

    [GeneratedRegex("^```python\n(?<text>(.*\n)*?)```$", RegexOptions.Multiline)]
    private static partial Regex Block();
}
