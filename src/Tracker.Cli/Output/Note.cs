namespace Tracker.Cli.Output;

/// <summary>Standard error: what people should know that is not the result.</summary>
internal static class Note
{
    public static void Write(string text) => Console.Error.WriteLine($"tracker: {text}");

    public static void Error(string text) => Console.Error.WriteLine($"tracker: error: {text}");
}
