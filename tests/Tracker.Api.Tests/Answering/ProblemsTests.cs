using Npgsql;
using Tracker.Api.Answers;

namespace Tracker.Api.Tests.Answering;

public class ProblemsTests
{
    [Theory]
    [InlineData(PostgresErrorCodes.AdminShutdown, 503)]
    [InlineData(PostgresErrorCodes.CannotConnectNow, 503)]
    [InlineData(PostgresErrorCodes.InvalidCatalogName, 503)]
    [InlineData(PostgresErrorCodes.TooManyConnections, 503)]
    [InlineData(PostgresErrorCodes.DiskFull, 503)]
    [InlineData(PostgresErrorCodes.UndefinedTable, 500)]
    [InlineData(PostgresErrorCodes.QueryCanceled, 500)]
    public void AServerThatIsAway_IsNoFaultOfTracker(string state, int expected)
    {
        var error = new PostgresException("", "FATAL", "FATAL", state);
        Assert.Equal(expected, Problems.StatusOf(error));
        Assert.Equal(expected, Problems.StatusOf(new InvalidOperationException("", error)));
    }
}
