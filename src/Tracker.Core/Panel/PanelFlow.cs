namespace Tracker.Core.Panel;

/// <summary>How the panel changed against the month before, in active consumers.</summary>
public readonly record struct PanelFlow(int Joined, int Left, int Stayed)
{
    public static PanelFlow Between(Activity before, Activity after)
    {
        var stayed = before.And(after).Count;
        return new(after.Count - stayed, before.Count - stayed, stayed);
    }
}
