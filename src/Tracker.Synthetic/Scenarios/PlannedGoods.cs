namespace Tracker.Synthetic.Scenarios;

/// <summary>What the purchases that a plant adds are of, as a scenario asks for it; <see cref="PlannedPlant.Auto"/> lets the seed choose.</summary>
/// <param name="Brand">A brand of the sector.</param>
/// <param name="Word">A word of the names of the brand's products.</param>
public sealed record PlannedGoods(string Brand, string Word);
