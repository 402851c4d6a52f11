using System.Globalization;
using Tracker.Core.Drivers;
using Tracker.Core.Panel;

namespace Tracker.Benchmarks.Drivers;

/// <summary>
/// Consumers with twelve attributes and their spend in two months. Age and income make the level; what is planted raises the purchases of those who
/// have one value of an attribute in the second month; the rest, a zone of 60 values among it, does nothing.
/// </summary>
/// <param name="Names">Of the attributes.</param>
/// <param name="Codes">By attribute, the value of each consumer from 0; −1 is missing.</param>
/// <param name="Before">Spend of each consumer.</param>
/// <param name="After">Spend of each consumer.</param>
/// <param name="Planted">Attributes that drive the change.</param>
internal sealed record DriverPanel(string[] Names, int[][] Codes, double[] Before, double[] After, string[] Planted)
{
    /// <summary>Attributes of the level, never planted.</summary>
    public static readonly string[] Level = ["age", "income"];

    public const string Zone = "zone";

    private const double Purchases = 2;
    private const double TicketSpread = 0.6;
    private const double MissingShare = 0.05;
    private const int Gamma = 2;

    private static readonly (string Name, int Values)[] Attributes =
    [
        ("age", 6), ("income", 5), ("region", 4), ("household", 4), ("education", 4), ("urban", 3),
        ("gender", 2), ("children", 3), ("housing", 3), ("device", 5), ("employment", 6), (Zone, 60),
    ];

    /// <param name="consumers">How many.</param>
    /// <param name="planted">How many attributes drive the change.</param>
    /// <param name="effects">What is planted, in shares of the mean rate of purchases, lies evenly between these.</param>
    /// <param name="multiplied">
    /// Whether each consumer's own rate is raised by the share, so that those who buy much change more and level attributes drive the change with what is planted; else
    /// all are raised by the same.
    /// </param>
    /// <param name="seed">The same seed draws the same panel.</param>
    public static DriverPanel Draw(int consumers, int planted, (double Least, double Most) effects, bool multiplied, int seed)
    {
        var random = new Random(seed);
        var names = Attributes.Select(attribute => attribute.Name).ToArray();
        var codes = Attributes.Select(attribute => Values(attribute.Values, attribute.Name, consumers, random)).ToArray();
        int[] free = [.. Enumerable.Range(0, names.Length).Where(i => !Level.Contains(names[i]) && names[i] != Zone)];
        random.Shuffle(free);
        var plants = free[..planted].Select(i => (Attribute: i, Value: 0, Share: effects.Least + random.NextDouble() * (effects.Most - effects.Least))).ToArray();
        var (before, after) = (new double[consumers], new double[consumers]);
        for (var i = 0; i < consumers; i++)
        {
            var rate = Purchases * (0.4 + 0.24 * codes[0][i]) * (0.6 + 0.2 * codes[1][i]) * Liking(random);
            before[i] = Spend(rate, random);
            var raised = rate;
            foreach (var (attribute, value, share) in plants)
                raised += codes[attribute][i] == value ? share * (multiplied ? raised : Purchases) : 0;
            after[i] = Spend(raised, random);
        }

        return new(names, codes, before, after, [.. plants.Select(plant => names[plant.Attribute])]);
    }

    public AttributedChanges Changes => new()
    {
        Change = [.. After.Zip(Before, (after, before) => after - before)],
        Before = Before,
        After = After,
        Bought = [.. Before.Zip(After, (before, after) => (before > 0, after > 0))],
        Attributes = [.. Names.Select((name, i) => AttributeColumn.Of(name, Array.ConvertAll(Codes[i], Text)))],
    };

    /// <summary>CSV of the codes, −1 for missing, with before and after.</summary>
    public void WriteCodes(string path)
    {
        using var writer = new StreamWriter(path);
        writer.WriteLine($"{string.Join(',', Names)},before,after");
        for (var i = 0; i < Before.Length; i++)
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{string.Join(',', Codes.Select(codes => codes[i]))},{Before[i]},{After[i]}"));
    }

    private static string? Text(int code) => code < 0 ? null : string.Create(CultureInfo.InvariantCulture, $"v{code:00}");

    /// <summary>The first value holds about a quarter, the others what is left by chance; some are missing of some attributes.</summary>
    private static int[] Values(int values, string name, int consumers, Random random)
    {
        var missing = Level.Contains(name) || random.Next(2) == 0 ? 0 : MissingShare;
        return [.. Enumerable.Range(0, consumers).Select(_ => random.NextDouble() < missing ? -1 : values > 20 || random.Next(6) > 0 ? random.Next(values) : 0)];
    }

    /// <summary>Gamma of mean 1: some people buy more.</summary>
    private static double Liking(Random random) => Enumerable.Range(0, Gamma).Sum(_ => -Math.Log(1 - random.NextDouble())) / Gamma;

    private static double Spend(double rate, Random random)
    {
        var sum = 0.0;
        for (var left = Math.Exp(-rate); left < 1; left /= 1 - random.NextDouble())
            sum += Math.Exp(3 + TicketSpread * Normal(random));
        return Math.Round(sum, 2);
    }

    public static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
