namespace Tracker.Cli.Tests.Commands;

public class BoughtCommandTests
{
    [Theory]
    [InlineData("", "Required argument '")]
    [InlineData("Dining", "Required argument '")]
    [InlineData("Dining sales", "metric sales: expected one of total_spend, ")]
    [InlineData("Dining visits --month 2025-13", "2025-13")]
    public async Task ASectorAndAMetric_AreNeeded(string arguments, string message)
    {
        var refused = await TrackerProcess.RunAsync(["bought", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.Equal((2, ""), (refused.ExitCode, refused.Output));
        Assert.Contains(message, refused.Error, StringComparison.Ordinal);
    }
}
