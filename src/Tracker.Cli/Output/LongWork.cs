using Spectre.Console;

namespace Tracker.Cli.Output;

/// <summary>Work that takes long says on standard error how far it is: a bar on a terminal, else a plain line now and then.</summary>
internal static class LongWork
{
    public static Task<T> RunAsync<T>(string what, Func<IProgress<Progressed>, Task<T>> work) =>
        Console.IsErrorRedirected ? work(new PlainLines(what)) : RunWithBarAsync(what, work);

    private static async Task<T> RunWithBarAsync<T>(string what, Func<IProgress<Progressed>, Task<T>> work)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context => work(new Bar(context.AddTask(Markup.Escape(what), maxValue: 1), what)));
    }

    private sealed class Bar(ProgressTask task, string what) : IProgress<Progressed>
    {
        public void Report(Progressed value)
        {
            task.Value = value.Share;
            task.Description = Markup.Escape(value.Detail.Length == 0 ? what : $"{what}: {value.Detail}");
        }
    }

    private sealed class PlainLines(string what) : IProgress<Progressed>
    {
        private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

        private long next = Environment.TickCount64 + (long)Pause.TotalMilliseconds;

        public void Report(Progressed value)
        {
            var due = Interlocked.Read(ref next);
            if (Environment.TickCount64 < due || Interlocked.CompareExchange(ref next, Environment.TickCount64 + (long)Pause.TotalMilliseconds, due) != due)
                return;
            Note.Write($"{what} {value.Share:0%}{(value.Detail.Length == 0 ? "" : $", {value.Detail}")}");
        }
    }
}
