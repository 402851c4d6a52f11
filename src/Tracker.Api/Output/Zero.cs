namespace Tracker.Api.Output;

/// <summary>A result that is zero has no sign.</summary>
public static class Zero
{
    /// <summary>No minus before a zero.</summary>
    public static double Plain(double value) => value + 0.0;
}
