using System.Globalization;

namespace Tracker.Storage.Embedded;

/// <summary>The PostgreSQL server programs of the machine: initdb, postgres and pg_ctl of one version.</summary>
internal sealed record ServerPrograms(string Folder, int Version)
{
    /// <summary>The oldest major version whose SQL Tracker uses (lz4 for large values).</summary>
    public const int OldestVersion = 14;

    private const string DebianFolder = "/usr/lib/postgresql";
    private const string HowToInstall = "apt-get install postgresql";

    public string Initdb => Path.Combine(Folder, "initdb");

    public string PgCtl => Path.Combine(Folder, "pg_ctl");

    /// <summary>The newest version, or exactly the one that an existing cluster was made with.</summary>
    /// <exception cref="StorageException">There is none; the message names the command that installs it.</exception>
    public static async Task<ServerPrograms> FindAsync(int? version, CancellationToken cancellationToken)
    {
        var found = OfDebian().ToList();
        if (await OnPathAsync(cancellationToken) is { } onPath)
            found.Add(onPath);
        return Choose(found, version);
    }

    internal static ServerPrograms Choose(List<ServerPrograms> found, int? version)
    {
        if (version is { } wanted)
        {
            return found.Find(programs => programs.Version == wanted)
                ?? throw new StorageException(
                    $"the cluster was made by PostgreSQL {wanted}, and its server programs are {Names(found)}: run {HowToInstall}-{wanted}");
        }

        return found.Where(programs => programs.Version >= OldestVersion).MaxBy(programs => programs.Version)
            ?? throw new StorageException(
                $"the PostgreSQL server programs (initdb, postgres), version {OldestVersion} or newer, are {Names(found)}: run {HowToInstall}");
    }

    private static string Names(List<ServerPrograms> found) =>
        found.Count == 0
            ? "not on this machine"
            : $"here only as version {string.Join(", ", found.Select(programs => programs.Version.ToString(CultureInfo.InvariantCulture)))}";

    private static IEnumerable<ServerPrograms> OfDebian() =>
        from folder in Directory.Exists(DebianFolder) ? Directory.GetDirectories(DebianFolder) : []
        let programs = Path.Combine(folder, "bin")
        where int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out _) && IsComplete(programs)
        select new ServerPrograms(programs, int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture));

    private static async Task<ServerPrograms?> OnPathAsync(CancellationToken cancellationToken)
    {
        if (Command.Find("postgres") is not { } postgres || Path.GetDirectoryName(postgres) is not { } folder || !IsComplete(folder))
            return null;
        var said = await Command.RunAsync(postgres, ["--version"], "/", cancellationToken);
        var number = said.Output.Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(word => char.IsAsciiDigit(word[0]));
        return int.TryParse(number?.Split('.')[0].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? new(folder, version)
            : null;
    }

    private static bool IsComplete(string folder) =>
        File.Exists(Path.Combine(folder, "initdb"))
        && File.Exists(Path.Combine(folder, "postgres"))
        && File.Exists(Path.Combine(folder, "pg_ctl"));
}
