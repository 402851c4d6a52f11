using Tracker.Storage.Embedded;

namespace Tracker.Storage.Tests.Embedded;

public class ServerProgramsTests
{
    [Fact]
    public void Choose_ForANewCluster_TakesTheNewest() => Assert.Equal(16, ServerPrograms.Choose(Versions(15, 16, 14), null).Version);

    [Fact]
    public void Choose_ForACluster_TakesTheVersionThatMadeIt() => Assert.Equal(15, ServerPrograms.Choose(Versions(15, 16), 15).Version);

    [Theory]
    [InlineData(new int[0], null, "14 or newer, are not on this machine: run apt-get install postgresql")]
    [InlineData(new[] { 13 }, null, "14 or newer, are here only as version 13: run apt-get install postgresql")]
    [InlineData(
        new[] { 15, 17 }, 16, "made by PostgreSQL 16, and its server programs are here only as version 15, 17: run apt-get install postgresql-16")]
    public void Choose_WithoutTheRightOne_NamesTheCommand(int[] versions, int? wanted, string expected)
    {
        var error = Assert.Throws<StorageException>(() => ServerPrograms.Choose(Versions(versions), wanted));

        Assert.EndsWith(expected, error.Message, StringComparison.Ordinal);
    }

    private static List<ServerPrograms> Versions(params int[] versions) => [.. versions.Select(version => new ServerPrograms("bin", version))];
}
