using System.CommandLine;
using Tracker.Cli;
using Tracker.Cli.Commands;

var tracker = new RootCommand("Finds what moved in how people spend, who moved it, and whether it is more than chance.")
{
    DemoCommand.Create(),
    GenerateCommand.Create(),
    IngestCommand.Create(),
    LoadsCommand.Create(),
    RejectsCommand.Create(),
    CoverageCommand.Create(),
    RunCommand.Create(),
    MoversCommand.Create(),
    HistoryCommand.Create(),
    RevisionsCommand.Create(),
    ForecastCommand.Create(),
    ScoreCommand.Create(),
    DriversCommand.Create(),
    BoughtCommand.Create(),
    DecomposeCommand.Create(),
    ServeCommand.Create(),
    WorkerCommand.Create(),
    WorkCommand.Create(),
    HealthCommand.Create(),
    KeysCommand.Create(),
    AlertsCommand.Create(),
    DatabaseCommand.Create(),
};

return await Invocation.RunAsync(tracker, args);
