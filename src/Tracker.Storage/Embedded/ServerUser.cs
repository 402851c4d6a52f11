namespace Tracker.Storage.Embedded;

/// <summary>
/// The user whom the server programs run as: PostgreSQL refuses to run as root. An ordinary user runs them as himself; root runs them as
/// <c>postgres</c>, or as the owner of a cluster that is already there.
/// </summary>
/// <param name="Name">Null for the user who runs Tracker.</param>
internal sealed record ServerUser(string? Name)
{
    private const string UserOfRoot = "postgres";

    public static async Task<ServerUser> OfAsync(ClusterHome home, CancellationToken cancellationToken)
    {
        if (!Environment.IsPrivilegedProcess)
            return new((string?)null);
        if (Directory.Exists(home.Data))
        {
            var owner = await Command.RunAsync("stat", ["-c", "%U", home.Data], "/", cancellationToken);
            if (owner.Succeeded && owner.Output.Trim() is not ("root" or "UNKNOWN" or "") and var name)
                return new(name);
        }

        var known = await Command.RunAsync("id", ["-u", UserOfRoot], "/", cancellationToken);
        return known.Succeeded
            ? new(UserOfRoot)
            : throw new StorageException(
                $"as root the server runs as the user {UserOfRoot}, who does not exist on this machine: run apt-get install postgresql");
    }

    /// <summary>Runs a program as this user.</summary>
    public Task<Command> RunAsync(
        string program, IReadOnlyList<string> arguments, string workingFolder, CancellationToken cancellationToken)
    {
        if (Name is null)
            return Command.RunAsync(program, arguments, workingFolder, cancellationToken);
        if (Command.Find("setpriv") is { } setpriv)
        {
            string[] change = [$"--reuid={Name}", $"--regid={Name}", "--init-groups", "--", program];
            return Command.RunAsync(setpriv, [.. change, .. arguments], workingFolder, cancellationToken);
        }

        if (Command.Find("runuser") is { } runuser)
            return Command.RunAsync(runuser, ["-u", Name, "--", program, .. arguments], workingFolder, cancellationToken);
        if (Command.Find("su") is { } su)
        {
            string[] change = ["-s", "/bin/sh", "-c", "exec \"$0\" \"$@\"", Name, "--", program];
            return Command.RunAsync(su, [.. change, .. arguments], workingFolder, cancellationToken);
        }

        throw new StorageException($"root needs setpriv, runuser or su to run the server as {Name}, and none of them is on PATH");
    }

    /// <summary>Gives the cluster folder to this user, and makes sure that he can reach it.</summary>
    /// <exception cref="StorageException">A parent folder is closed to the user; the message names it.</exception>
    public async Task OwnAsync(ClusterHome home, CancellationToken cancellationToken)
    {
        if (Name is null)
            return;
        var given = await Command.RunAsync("chown", ["-R", $"{Name}:", home.Folder], "/", cancellationToken);
        if (!given.Succeeded)
            throw new StorageException($"{home.Folder} cannot be given to the user {Name}: {given.LastWords}");
        var parents = new List<string>();
        for (var folder = home.Path; folder is not null; folder = Path.GetDirectoryName(folder))
            parents.Insert(0, folder);
        const string FirstClosed = "for folder do test -x \"$folder\" || { printf %s \"$folder\"; exit 9; }; done";
        var entered = await RunAsync("/bin/sh", ["-c", FirstClosed, "sh", .. parents], "/", cancellationToken);
        if (!entered.Succeeded)
        {
            throw new StorageException(
                $"the folder {entered.Output} cannot be entered by the user {Name}, whom the server runs as: "
                + "set TRACKER_HOME to a folder outside of it");
        }
    }
}
