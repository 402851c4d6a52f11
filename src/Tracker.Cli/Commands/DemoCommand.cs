using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Tracker.Api;
using Tracker.Api.Pages;
using Tracker.Cli.Options;
using Tracker.Cli.Output;
using Tracker.Core.Movers;
using Tracker.Jobs;
using Tracker.Storage;
using Tracker.Storage.Results;
using Tracker.Synthetic;

namespace Tracker.Cli.Commands;

/// <summary>The whole way on a sample panel, and the service to look at what it found.</summary>
internal static class DemoCommand
{
    private static readonly GeneratorOptions Sample = new() { Consumers = 3000, Months = 48 };

    public static Verb Create()
    {
        var scenario = ScenarioOption.Create("What is planted in the sample");
        var noServe = new Option<bool>("--no-serve") { Description = "Ends after printing" };
        var urls = new Option<string?>("--urls")
        {
            Description = $"Where to listen, on the machine itself alone; {ServiceOptions.UsualUrl} where nothing is said, or another port where that is taken",
            HelpName = "url",
        };
        var verb = new Verb(
            "demo",
            "Makes a sample panel, loads it into a database of its own, computes its last month, prints the ranked movers, and serves them to this machine until Ctrl-C",
            "demo",
            "demo --no-serve",
            "demo --scenario quiet")
        {
            scenario, noServe, urls,
        };
        return verb.Does(async (arguments, cancellation) =>
        {
            var options = Sample with { Scenario = arguments.GetRequiredValue(scenario) };
            var service = ServiceOptions.OfDemo(arguments.GetValue(urls) ?? FreeUrl(), Environment.GetEnvironmentVariable);
            var (movers, drivers, first, bought) = await RunAsync(options, cancellation);
            MoverOutput.Print(verb.Format(arguments), movers, MoverOutput.UsualTop);
            if (verb.Format(arguments) == OutputFormat.Table && drivers is not null)
                DriverOutput.PrintShort(drivers);
            if (verb.Format(arguments) == OutputFormat.Table && first is not null)
                DecompositionOutput.PrintShort(first);
            if (verb.Format(arguments) == OutputFormat.Table && bought is not null)
                BoughtOutput.PrintShort(bought);
            Note.Write("to look further: ./tracker movers --database demo, and so on with every verb that takes --database");
            if (!arguments.GetValue(noServe))
                await ServeAsync(service, movers, cancellation);
        });
    }

    private static async Task ServeAsync(ServiceOptions options, PublishedMovers movers, CancellationToken cancellation)
    {
        var page = movers.Movers is [var first, ..] ? Links.Mover(first.Month, first.Sector, first.Metric) : "/";
        await using var database = await TrackerDatabase.OpenAsync(new(Name: DatabaseOptions.DemoName), Notes.Instance, cancellation);
        await Service.RunAsync(
            database,
            options,
            addresses => Note.Write($"serving {string.Join(" and ", addresses)} to this machine, without a key, until Ctrl-C; the first mover: {addresses.First()}{page}"),
            cancellation);
    }

    private static string FreeUrl()
    {
        var usual = new Uri(ServiceOptions.UsualUrl);
        using var listener = new TcpListener(IPAddress.Parse(usual.Host), usual.Port);
        try
        {
            listener.Start();
            return ServiceOptions.UsualUrl;
        }
        catch (SocketException)
        {
            return $"http://{usual.Host}:0";
        }
    }

    private static async Task<(PublishedMovers Movers, PublishedDrivers? Drivers, PublishedDecomposition? First, PublishedBought? Bought)> RunAsync(GeneratorOptions options, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("tracker-demo-").FullName;
        try
        {
            await using var database = await DemoDatabase.OpenAsync(DatabaseOptions.From(null), cancellation);
            Note.Write($"making a panel of {options.Consumers} consumers over {options.Months} months");
            var truth = await GenerateCommand.WriteAsync(options, folder, cancellation);
            Note.Write("loading it");
            var load = await IngestCommand.LoadAsync(database, folder, dataset: null, cancellation);
            Note.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"read {load.Read:#,##0} = accepted {load.Accepted:#,##0} + rejected {load.Rejected:#,##0} + duplicates {load.Duplicates:#,##0}"));
            var run = await ComputeMonth.RunAsync(database, options.End, ScoringOptions.Default, Notes.Instance, cancellation);
            foreach (var planted in truth.Planted)
                Note.Write(string.Create(CultureInfo.InvariantCulture, $"planted was {planted.Sector} {planted.Metric} in {planted.Month}: {planted.Size:+0%;-0%}"));
            return (
                await PublishedMovers.OfRunAsync(database.Source, run, cancellation),
                await RankDrivers.FirstAsync(database, run, cancellation),
                await Decompose.FirstAsync(database, run, cancellation),
                await RankBought.FirstAsync(database, run, cancellation));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
