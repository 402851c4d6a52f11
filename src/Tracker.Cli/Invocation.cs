using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Runtime.InteropServices;
using Npgsql;
using Tracker.Cli.Output;
using Tracker.Jobs;
using Tracker.Storage;
using Tracker.Storage.Ingest;

namespace Tracker.Cli;

/// <summary>From the arguments to the exit code: parsing, signals, and errors as one line.</summary>
internal static class Invocation
{
    public static async Task<int> RunAsync(RootCommand root, IReadOnlyList<string> arguments)
    {
        ShowExamples(root);
        var parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Action is ParseErrorAction)
            return Refuse(root, parsed);

        var signal = 0;
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, ExitCode.Interrupted));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, ExitCode.Terminated));
        try
        {
            var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return await parsed.InvokeAsync(configuration, stop.Token);
        }
        catch (Exception) when (signal != 0)
        {
            return signal; // whatever a command that is told to stop throws
        }
        catch (Exception error)
        {
            Note.Error(Explain(error, out var exitCode));
            return exitCode;
        }

        // The first time the command rolls back and ends; the second time the process does.
        void Stop(PosixSignalContext context, int exitCode)
        {
            if (Interlocked.CompareExchange(ref signal, exitCode, 0) != 0)
                return;
            context.Cancel = true;
            stop.Cancel();
        }
    }

    private static string Explain(Exception error, out int exitCode)
    {
        if (error is AggregateException { InnerException: { } inner })
            return Explain(inner, out exitCode);
        if (error is InvalidOperationException { InnerException: NpgsqlException lost })
            return Explain(lost, out exitCode);
        (exitCode, var message) = error switch
        {
            InputException or FormatException or FileNotFoundException or DirectoryNotFoundException => (ExitCode.BadInput, error.Message),
            ArgumentException argument and not ArgumentNullException =>
                (ExitCode.BadInput, error.Message.Replace($" (Parameter '{argument.ParamName}')", "", StringComparison.Ordinal)),
            NothingToComputeException or IngestException { InnerException: null } => (ExitCode.BadInput, error.Message),
            PostgresException refused => (ExitCode.Failure, $"the database refused: {refused.MessageText} ({refused.SqlState})"),
            NpgsqlException => (ExitCode.Failure, $"the database does not answer: {(error.InnerException ?? error).Message}"),
            StorageException or IngestException or IOException or UnauthorizedAccessException => (ExitCode.Failure, error.Message),
            _ => (ExitCode.Failure, $"{error.GetType().Name}: {error.Message}{Trace(error)}"),
        };
        return message.ReplaceLineEndings(" ");
    }

    private static string Trace(Exception error) =>
        Environment.GetEnvironmentVariable("TRACKER_DEBUG") is { Length: > 0 }
            ? $" {error.StackTrace}"
            : "; this is a fault of Tracker (TRACKER_DEBUG=1 shows where)";

    private static int Refuse(RootCommand root, ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (command.Subcommands.Count > 0)
        {
            var came = parsed.UnmatchedTokens.Count == 0 ? "nothing" : parsed.UnmatchedTokens[0];
            Note.Error($"{Path(command)}: expected one of {string.Join(", ", command.Subcommands.Select(verb => verb.Name))}, got {came}; see {Path(command)} --help");
        }
        else
        {
            Note.Error($"{Path(command)}: {parsed.Errors[0].Message.ReplaceLineEndings(" ").TrimEnd('.')}; see {Path(command)} --help");
        }

        return ExitCode.BadInput;

        string Path(Command of) => of == root ? "tracker" : $"{Path((Command)of.Parents.First())} {of.Name}";
    }

    private static void ShowExamples(RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
    }

    private sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            help.Invoke(parseResult);
            if (parseResult.CommandResult.Command is Verb { Examples.Count: > 0 } verb)
            {
                var output = parseResult.InvocationConfiguration.Output;
                output.WriteLine(verb.Examples.Count == 1 ? "Example:" : "Examples:");
                foreach (var example in verb.Examples)
                    output.WriteLine($"  tracker {example}");
            }

            return ExitCode.Success;
        }
    }
}
