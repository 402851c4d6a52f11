using System.CommandLine;
using Tracker.Cli.Input;
using Tracker.Cli.Output;

namespace Tracker.Cli.Commands;

internal static class ForecastCommand
{
    public static Verb Create()
    {
        var input = new Option<string>("--input") { Required = true };
        var verb = new Verb("forecast", "F", "forecast --input sales.csv --horizon 12") { input };
        return verb.Does((arguments, cancellation) =>
        {
            var table = LongTable.Read(arguments.GetRequiredValue(input), Note.Write, cancellation);
            Result.Print(verb.Format(arguments), [new("series", (InputSeries s) => s.Name), new("start", s => s.Start), new("values", s => s.Values.Length), new("last", s => double.IsNaN(s.Values[^1]) ? null : s.Values[^1])], table.Series);
            return Task.CompletedTask;
        });
    }
}
