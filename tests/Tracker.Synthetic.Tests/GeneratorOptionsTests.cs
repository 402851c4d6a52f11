using Tracker.Synthetic.Scenarios;

namespace Tracker.Synthetic.Tests;

public class GeneratorOptionsTests
{
    [Fact]
    public void Values_OutsideTheirRange_SayWhatWasExpected()
    {
        Assert.Equal("consumers 99: expected 100 to 9999999", Message(() => new() { Consumers = 99 }));
        Assert.Equal("months 0: expected 1 to 600", Message(() => new() { Months = 0 }));
        Assert.Equal("threads 0: expected 1 to 1024", Message(() => new() { Threads = 0 }));
        Assert.Equal("events per month 0: expected a number above 0, at most 1000", Message(() => new() { EventsPerMonth = 0 }));
        Assert.Equal("events per month NaN: expected a number above 0, at most 1000", Message(() => new() { EventsPerMonth = double.NaN }));
    }

    [Fact]
    public void Values_AtTheEdge_AreTaken()
    {
        var options = new GeneratorOptions { Consumers = 100, Months = 1, EventsPerMonth = 1000, Scenario = Scenario.Quiet, Threads = 1 };
        Assert.Equal((100, 1), (options.Consumers, options.Months));
        Assert.NotEmpty(Panels.Draw(options with { EventsPerMonth = 2 }).Months);
    }

    private static string Message(Func<GeneratorOptions> options) => Assert.Throws<ArgumentException>(options).Message;
}
