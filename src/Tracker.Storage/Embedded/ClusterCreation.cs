using System.Security.Cryptography;
using System.Text;

namespace Tracker.Storage.Embedded;

/// <summary>
/// Makes the data folder with initdb: into a folder of another name, which takes its own name when it is whole. A creation that was cut off
/// leaves nothing that the next one would take for a cluster.
/// </summary>
internal static class ClusterCreation
{
    private const string Unfinished = "initdb-";
    private const int PasswordBytes = 24;

    public static async Task CreateAsync(
        ClusterHome home, ServerPrograms programs, ServerUser user, string databaseUser, CancellationToken cancellationToken)
    {
        Sweep(home);
        WritePassword(home.Password);
        await user.OwnAsync(home, cancellationToken);
        var folder = Path.Combine(home.Folder, Unfinished + RandomNumberGenerator.GetHexString(8, lowercase: true));
        string[] arguments =
        [
            "--pgdata", folder, "--username", databaseUser, "--auth", "scram-sha-256", "--pwfile", home.Password,
            "--encoding", "UTF8", "--locale", "C", "--no-instructions",
        ];
        var made = await user.RunAsync(programs.Initdb, arguments, home.Folder, cancellationToken);
        if (!made.Succeeded)
            throw new StorageException($"initdb did not make the cluster in {home.Folder} (exit code {made.ExitCode}): {made.LastWords}");
        Directory.Move(folder, home.Data);
    }

    private static void Sweep(ClusterHome home)
    {
        foreach (var left in Directory.GetDirectories(home.Folder, Unfinished + "*"))
        {
            try
            {
                Directory.Delete(left, recursive: true);
            }
            catch (IOException)
            {
                // An initdb whose command was killed still writes here. It ends by itself, and the next creation sweeps again.
            }
        }
    }

    private static void WritePassword(string path)
    {
        File.Delete(path);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        using var file = new FileStream(path, options);
        file.Write(Encoding.ASCII.GetBytes(RandomNumberGenerator.GetHexString(2 * PasswordBytes, lowercase: true)));
        file.Flush(flushToDisk: true);
    }
}
