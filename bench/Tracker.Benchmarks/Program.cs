using Tracker.Benchmarks;
using Tracker.Benchmarks.Drivers;

switch (args)
{
    case ["forecast"]:
        return ForecastBenchmark.Run(Console.Out, Console.Error);
    case ["planted"]:
        return PlantedBenchmark.Run(Console.Out, Console.Error);
    case ["ingest", ..]:
        return await IngestBenchmark.RunAsync(args[1..], Console.Out, Console.Error);
    case ["drivers", ..]:
        return DriversBenchmark.Run(args[1..], Console.Out, Console.Error);
    default:
        Console.Error.WriteLine("expected a benchmark: drivers, forecast, ingest, planted");
        return 2;
}
