using Tracker.Synthetic.Model;

namespace Tracker.Synthetic.Scenarios;

/// <summary>What is planted in a panel, by name.</summary>
public static class Scenario
{
    /// <summary>One rate mover of at least 6 σ, in one sector, in the last month.</summary>
    public const string Default = "default";

    /// <summary>Nothing is planted.</summary>
    public const string Quiet = "quiet";

    public static IReadOnlyList<string> Names { get; } = [Default, Quiet];

    internal static IReadOnlyList<Plant> Plants(PanelModel model) => model.Options.Scenario switch
    {
        Default => [RateMover.Choose(model)],
        _ => [],
    };
}
