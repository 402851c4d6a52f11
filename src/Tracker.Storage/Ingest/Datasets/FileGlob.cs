using System.IO.Enumeration;

namespace Tracker.Storage.Ingest.Datasets;

/// <summary>
/// Finds files below a folder by a pattern: <c>*</c> and <c>?</c> within a name, <c>**</c> for any folders. Nothing outside the folder is found:
/// a pattern or a link that leads out is refused.
/// </summary>
internal static class FileGlob
{
    private const int MaxDepth = 32;
    private const int MaxLinks = 40;

    /// <returns>Paths below the folder with / between their parts, in order.</returns>
    /// <exception cref="IngestException">The pattern leads out of the folder, or finds nothing.</exception>
    public static IReadOnlyList<string> Find(string folder, FileSet files)
    {
        var root = Real(Path.GetFullPath(folder), MaxLinks);
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var pattern in files.Patterns)
        {
            var before = found.Count;
            var parts = pattern.Split('/');
            if (pattern.Length == 0 || pattern[0] == '/' || Path.IsPathRooted(pattern) || pattern.Contains('\\', StringComparison.Ordinal) || parts.Contains(".."))
                throw new IngestException($"{files.Where}files: expected a pattern of names below the folder, got {pattern}, which leads out of it");
            try
            {
                Walk(new(root, pattern, files.Where, found), root, "", [.. parts.Where(part => part is not ("" or "."))], 0);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new IngestException($"{files.Where}files: {error.Message}", error);
            }

            if (found.Count == before)
                throw new IngestException($"{files.Where}files: expected files like {pattern} in {Path.GetFileName(root)}, found none");
        }

        return [.. found];
    }

    private sealed record Search(string Root, string Pattern, string Where, SortedSet<string> Found);

    private static void Walk(Search search, string folder, string name, ReadOnlySpan<string> parts, int depth)
    {
        if (depth > MaxDepth)
            throw new IngestException($"{search.Where}files: {search.Pattern}: expected at most {MaxDepth} folders in each other");
        if (parts.IsEmpty)
            return;
        var isDeep = parts[0] == "**";
        if (isDeep)
            Walk(search, folder, name, parts[1..], depth);
        foreach (var entry in Directory.EnumerateFileSystemEntries(folder).Order(StringComparer.Ordinal))
        {
            var own = Path.GetFileName(entry);
            if (!isDeep && !FileSystemName.MatchesSimpleExpression(parts[0], own, ignoreCase: false))
                continue;
            var isFolder = Directory.Exists(entry);
            if (!isFolder && (parts.Length > 1 || isDeep))
                continue;
            var real = Real(entry, MaxLinks);
            if (!real.StartsWith(search.Root + "/", StringComparison.Ordinal))
                throw new IngestException($"{search.Where}files: {name}{own} is a link that leads out of the folder");
            if (isFolder)
                Walk(search, real, $"{name}{own}/", isDeep ? parts : parts[1..], depth + 1);
            else
                search.Found.Add($"{name}{own}");
        }
    }

    /// <summary>The path without links.</summary>
    private static string Real(string path, int links)
    {
        var real = "";
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var next = $"{real}/{part}";
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                real = next;
                continue;
            }

            if (links == 0)
                throw new IOException($"{path}: a link that leads to itself");
            real = Real(Path.GetFullPath(target, real.Length == 0 ? "/" : real), links - 1);
        }

        return real.Length == 0 ? "/" : real;
    }
}
