namespace Tracker.Core.Panel;

/// <summary>A top-level category of spending, by its name in the panel's taxonomy.</summary>
public readonly record struct Sector(string Name)
{
    public override string ToString() => Name;
}
