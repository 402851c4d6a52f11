using Microsoft.Extensions.Logging.Console;

namespace Tracker.Api;

/// <summary>What the service says while it runs, on standard error.</summary>
internal static class Logs
{
    public static void Add(ILoggingBuilder logging, bool json)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter(Schedule.Scheduler.Name, LogLevel.Warning);
        logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.Critical); // what keeps it from starting is thrown, and said once
        logging.AddFilter(typeof(Access.KeyAuthentication).FullName, LogLevel.Warning);
        logging.AddFilter(typeof(Access.SessionAuthentication).FullName, LogLevel.Warning);
        if (json)
        {
            logging.AddJsonConsole(console =>
            {
                console.IncludeScopes = true;
                console.UseUtcTimestamp = true;
                console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
            });
        }
        else
        {
            logging.AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.UseUtcTimestamp = true;
                console.TimestampFormat = "HH:mm:ss ";
                console.ColorBehavior = LoggerColorBehavior.Disabled;
            });
        }

        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
