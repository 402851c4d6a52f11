namespace Tracker.Storage.Results;

/// <summary>What a run found, to be saved in one piece.</summary>
/// <param name="Movers">Every series that was scored.</param>
/// <param name="NotApplicable">Every series that was not, with its reason.</param>
/// <param name="PanelSize">Active consumers of the month.</param>
/// <param name="Population">N*, the number of people that the panel stands for.</param>
/// <param name="Turnover">Who joined, left and stayed; null where it was not counted.</param>
public sealed record RunResults(
    IReadOnlyList<SavedMover> Movers,
    IReadOnlyList<NotApplicableSeries> NotApplicable,
    int PanelSize,
    double Population,
    PanelTurnover? Turnover);

/// <summary>Active consumers of a month beside those of the month before.</summary>
/// <param name="Joined">Active now and not before.</param>
/// <param name="Left">Active before and not now.</param>
/// <param name="Stayed">Active in both.</param>
public sealed record PanelTurnover(int Joined, int Left, int Stayed);
