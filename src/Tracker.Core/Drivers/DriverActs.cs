namespace Tracker.Core.Drivers;

/// <summary>Through what a driver acts.</summary>
public enum DriverActs
{
    /// <summary>Those who buy in both months buy more or less.</summary>
    Behaviour,

    /// <summary>Other people buy.</summary>
    Mix,

    Both,
}
