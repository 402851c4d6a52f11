using System.Text;
using Tracker.Storage.Ingest.Csv;

namespace Tracker.Cli.Input;

/// <summary>A text that a command reads: a file or standard input, plain or gzip, UTF-8.</summary>
internal static class InputFile
{
    public const string StandardInput = "-";

    private const int BufferSize = 1 << 16;

    /// <exception cref="InputException">The file cannot be opened.</exception>
    public static TextReader Open(string path)
    {
        var stream = new BufferedStream(path == StandardInput ? Console.OpenStandardInput() : OpenFile(path), BufferSize);
        return new StreamReader(Unpacked(stream), new UTF8Encoding(false, throwOnInvalidBytes: true));
    }

    /// <summary>How the input is called in messages.</summary>
    public static string NameOf(string path) => path == StandardInput ? "standard input" : path;

    private static FileStream OpenFile(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException($"{path}: expected a file, there is none");
        }
        catch (UnauthorizedAccessException)
        {
            throw new InputException(Directory.Exists(path) ? $"{path}: expected a file, got a folder" : $"{path}: this user may not read it");
        }
    }

    /// <summary>Known by its first two bytes, whatever the name: a pipe has none.</summary>
    private static Stream Unpacked(BufferedStream stream)
    {
        Span<byte> start = stackalloc byte[2];
        var read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        var whole = new PrefixedStream(start[..read].ToArray(), stream);
        return read == 2 && start is [0x1f, 0x8b] ? new GzipContent(whole) : whole;
    }
}
