namespace Tracker.Cli;

/// <summary>What a command says to the shell.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>Something failed that better arguments would not mend.</summary>
    public const int Failure = 1;

    /// <summary>The arguments or the input are not what was expected.</summary>
    public const int BadInput = 2;

    /// <summary>128 + the number of the signal, as shells have it.</summary>
    public const int Interrupted = 130;

    public const int Terminated = 143;
}
