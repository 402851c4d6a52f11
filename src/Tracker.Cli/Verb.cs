using System.CommandLine;
using Tracker.Cli.Options;
using Tracker.Cli.Output;

namespace Tracker.Cli;

/// <summary>A command that prints a result, with examples for its help.</summary>
internal sealed class Verb : Command
{
    private Option<OutputFormat> format = FormatOption.Create(workbook: false);

    /// <param name="name">What people type.</param>
    /// <param name="description">One line.</param>
    /// <param name="examples">What follows <c>tracker</c> on a line.</param>
    public Verb(string name, string description, params IReadOnlyList<string> examples)
        : base(name, description)
    {
        Examples = examples;
    }

    public IReadOnlyList<string> Examples { get; }

    /// <summary>Whether the result can be a workbook (xlsx) as well.</summary>
    public bool HasWorkbook
    {
        init => format = FormatOption.Create(value);
    }

    public OutputFormat Format(ParseResult arguments) => arguments.GetValue(format);

    /// <summary>Sets what the command does; it ends well unless it throws.</summary>
    public Verb Does(Func<ParseResult, CancellationToken, Task> action)
    {
        Add(format); // the last of its options
        SetAction(async (arguments, cancellation) =>
        {
            await action(arguments, cancellation);
            return ExitCode.Success;
        });
        return this;
    }
}
