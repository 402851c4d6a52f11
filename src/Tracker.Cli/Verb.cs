using System.CommandLine;
using Tracker.Cli.Output;

namespace Tracker.Cli;

/// <summary>A command that prints a result, with examples for its help.</summary>
internal sealed class Verb : Command
{
    private readonly Option<OutputFormat> format = new("--format")
    {
        Description = "How the result is printed; table where nothing is said",
        HelpName = "table|json|csv",
        CustomParser = result => OutputFormats.Parse(result.Tokens[0].Value) ?? Refuse(result),
    };

    /// <param name="name">What people type.</param>
    /// <param name="description">One line.</param>
    /// <param name="examples">What follows <c>tracker</c> on a line.</param>
    public Verb(string name, string description, params IReadOnlyList<string> examples)
        : base(name, description)
    {
        Examples = examples;
        Add(format);
    }

    public IReadOnlyList<string> Examples { get; }

    public OutputFormat Format(ParseResult arguments) => arguments.GetValue(format);

    /// <summary>Sets what the command does; it ends well unless it throws.</summary>
    public Verb Does(Func<ParseResult, CancellationToken, Task> action)
    {
        SetAction(async (arguments, cancellation) =>
        {
            await action(arguments, cancellation);
            return ExitCode.Success;
        });
        return this;
    }

    private static OutputFormat Refuse(System.CommandLine.Parsing.ArgumentResult result)
    {
        result.AddError($"--format {result.Tokens[0].Value}: expected table, json or csv");
        return default;
    }
}
