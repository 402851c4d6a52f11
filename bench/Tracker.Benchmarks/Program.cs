using Tracker.Benchmarks;
using Tracker.Benchmarks.Drivers;
using Tracker.Benchmarks.Serving;

switch (args)
{
    case ["daily", ..]:
        return DailyBenchmark.Run(args[1..], Console.Out, Console.Error);
    case ["decomposition", "audit", ..]:
        return AuditBenchmark.Run(args.ElementAtOrDefault(2), Console.Out, Console.Error);
    case ["decomposition", "peer"]:
        return await DecompositionSpeed.BesideThePeerAsync(Console.Out, Console.Error);
    case ["decomposition"]:
        return DecompositionBenchmark.Run(Console.Out, Console.Error);
    case ["forecast"]:
        return await ForecastBenchmark.RunAsync(Console.Out, Console.Error);
    case ["planted"]:
        return PlantedBenchmark.Run(Console.Out, Console.Error);
    case ["movers", ..]:
        return MoversBenchmark.Run(args[1..], Console.Out, Console.Error);
    case ["ingest", ..]:
        return await IngestBenchmark.RunAsync(args[1..], Console.Out, Console.Error);
    case ["drivers", ..]:
        return DriversBenchmark.Run(args[1..], Console.Out, Console.Error);
    case ["peer", ..]:
        return await PeerBenchmark.RunAsync(args[1..], Console.Out, Console.Error);
    case ["service", ..]:
        return await ServiceBenchmark.RunAsync(args[1..], Console.Out, Console.Error);
    case ["service-load"]:
        return await Load.RunAsync(Console.In, Console.Out);
    default:
        Console.Error.WriteLine("expected a benchmark: daily, decomposition, drivers, forecast, ingest, movers, peer, planted, service");
        return 2;
}
