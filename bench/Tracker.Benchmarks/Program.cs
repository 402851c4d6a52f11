using Tracker.Benchmarks;

switch (args)
{
    case ["forecast"]:
        return ForecastBenchmark.Run(Console.Out, Console.Error);
    case ["planted"]:
        return PlantedBenchmark.Run(Console.Out, Console.Error);
    default:
        Console.Error.WriteLine("expected a benchmark: forecast, planted");
        return 2;
}
