using Tracker.Benchmarks;

switch (args)
{
    case ["decomposition"]:
        return DecompositionBenchmark.Run(Console.Out, Console.Error);
    case ["forecast"]:
        return ForecastBenchmark.Run(Console.Out, Console.Error);
    case ["planted"]:
        return PlantedBenchmark.Run(Console.Out, Console.Error);
    case ["ingest", ..]:
        return await IngestBenchmark.RunAsync(args[1..], Console.Out, Console.Error);
    default:
        Console.Error.WriteLine("expected a benchmark: decomposition, forecast, ingest, planted");
        return 2;
}
