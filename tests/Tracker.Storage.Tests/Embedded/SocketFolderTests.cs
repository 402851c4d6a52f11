using Tracker.Storage.Embedded;

namespace Tracker.Storage.Tests.Embedded;

public class SocketFolderTests
{
    [Theory]
    [InlineData(93, true)] // with /.s.PGSQL.5432 107 bytes
    [InlineData(94, false)]
    public void IsUsable_EndsWhereASocketsPathEnds(int length, bool expected) =>
        Assert.Equal(expected, SocketFolder.IsUsable("/" + new string('a', length - 1)));

    [Theory]
    [InlineData("/home/a/.local/share/tracker/cluster", true)]
    [InlineData("/home/a,b", false)]
    [InlineData("/home/a:1", false)]
    [InlineData("/home/a b", false)]
    public void IsUsable_LeavesOutWhatAConnectionStringReadsOtherwise(string folder, bool expected) =>
        Assert.Equal(expected, SocketFolder.IsUsable(folder));
}
