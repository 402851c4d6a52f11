namespace Tracker.Core.Panel;

/// <summary>An interval of the normal distribution around its mean.</summary>
internal static class NormalInterval
{
    /// <summary>Half the width of the 95% interval in standard errors.</summary>
    public const double Half95 = 1.959963984540054;
}
