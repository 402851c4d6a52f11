using System.Text;

namespace Tracker.Synthetic.Scenarios;

/// <summary>What happens in a panel beside chance. Those of seeds/scenarios have names; others come from files or are made with <c>with</c>.</summary>
public sealed record Scenario
{
    private const string Resource = "scenarios/";

    private readonly IReadOnlyList<PlannedPlant> plants = [];

    /// <summary>One rate mover of at least 6 σ, in one sector, in the last month.</summary>
    public static readonly Scenario Default = Named("default");

    /// <summary>Nothing is planted.</summary>
    public static readonly Scenario Quiet = Named("quiet");

    /// <summary>The name of one of <see cref="Names"/>, or the file that it was read from.</summary>
    public required string Name { get; init; }

    /// <summary>One sentence.</summary>
    public string Description { get; init; } = "";

    /// <exception cref="ArgumentException">A plant whose parts do not fit together.</exception>
    public IReadOnlyList<PlannedPlant> Plants
    {
        get => plants;
        init
        {
            foreach (var plant in value)
                plant.Check();
            plants = value;
        }
    }

    public Recruitment? Recruitment { get; init; }

    public PopulationTargets? Population { get; init; }

    /// <summary>The scenarios of seeds/scenarios, the default first.</summary>
    public static IReadOnlyList<string> Names => ResourceNames.All;

    /// <exception cref="ArgumentException">There is none of this name.</exception>
    public static Scenario Named(string name)
    {
        if (!Names.Contains(name))
            throw new ArgumentException($"scenario {name}: expected a file name.yaml or one of {string.Join(", ", Names)}");
        using var stream = typeof(Scenario).Assembly.GetManifestResourceStream($"{Resource}{name}.yaml")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return ScenarioFile.Read(reader, $"{name}.yaml") with { Name = name };
    }

    /// <summary>A scenario by its name, or from a file when the text ends in .yaml or .yml.</summary>
    /// <exception cref="ArgumentException">There is no scenario of this name.</exception>
    /// <exception cref="FormatException">The file does not say what a scenario says; the message has its line.</exception>
    public static Scenario Of(string nameOrPath)
    {
        if (Path.GetExtension(nameOrPath) is not (".yaml" or ".yml"))
            return Named(nameOrPath);
        using var reader = new StreamReader(nameOrPath, Encoding.UTF8);
        return ScenarioFile.Read(reader, nameOrPath);
    }

    public override string ToString() => Name;

    private static class ResourceNames
    {
        public static readonly IReadOnlyList<string> All =
        [
            .. typeof(Scenario).Assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(Resource, StringComparison.Ordinal))
                .Select(name => Path.GetFileNameWithoutExtension(name[Resource.Length..]))
                .OrderBy(name => name switch { "default" => 0, "quiet" => 1, _ => 2 })
                .ThenBy(name => name, StringComparer.Ordinal),
        ];
    }
}
