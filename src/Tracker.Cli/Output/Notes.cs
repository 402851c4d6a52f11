namespace Tracker.Cli.Output;

/// <summary>What a stage of the work says of itself, as lines on standard error.</summary>
internal sealed class Notes : IProgress<string>
{
    public static readonly Notes Instance = new();

    public void Report(string value) => Note.Write(value);
}
