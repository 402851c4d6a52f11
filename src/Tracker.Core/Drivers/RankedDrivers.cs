namespace Tracker.Core.Drivers;

/// <summary>The drivers of a change.</summary>
public sealed record RankedDrivers
{
    /// <summary>By rank.</summary>
    public required IReadOnlyList<Driver> Drivers { get; init; }

    public required IReadOnlyList<LeftOut> LeftOut { get; init; }

    public required int Consumers { get; init; }

    /// <summary>The weighted mean of the changes, not winsorised.</summary>
    public required double Change { get; init; }

    /// <summary>Whether any attribute explains the change: a list of drivers that is noise is worse than none.</summary>
    public bool Explained => Drivers.Any(driver => driver.Passes);
}
