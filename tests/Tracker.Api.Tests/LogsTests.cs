using Microsoft.Extensions.Logging;
using Tracker.Api.Access;

namespace Tracker.Api.Tests;

public class LogsTests
{
    [Theory]
    [InlineData(typeof(KeyAuthentication), false)]
    [InlineData(typeof(SessionAuthentication), false)]
    [InlineData(typeof(Jobs.Work.Worker), true)]
    public void WhoIsNotKnown_IsNoNews(Type category, bool told)
    {
        using var logs = LoggerFactory.Create(logging => Logs.Add(logging, json: false));
        Assert.Equal(told, logs.CreateLogger(category).IsEnabled(LogLevel.Information));
    }
}
