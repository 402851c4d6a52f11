namespace Tracker.Testing;

/// <summary>The folder of the sources.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo folder) =>
        File.Exists(Path.Combine(folder.FullName, "Tracker.sln"))
            ? folder.FullName
            : Find(folder.Parent ?? throw new InvalidOperationException("the tests run inside a clone of the repository"));
}
