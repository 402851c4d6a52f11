namespace Tracker.Cli;

/// <summary>The arguments or the input are not what was expected. The message is one line: what was expected and what came.</summary>
internal sealed class InputException(string message) : Exception(message);
