namespace Tracker.Core.Panel;

/// <summary>The scale on which a metric is forecast and its residual is taken: <c>r = g(actual) − g(forecast)</c>.</summary>
public enum Scale
{
    /// <summary><c>ln x</c>, for positive quantities.</summary>
    Log,

    /// <summary><c>ln((x + ½) / (n − x + ½))</c> of x successes in n effective trials, for shares.</summary>
    Logit,

    /// <summary><c>asinh(x / u)</c> with u the median of |x|, for quantities that can be zero or negative. It is named in the
    /// result.</summary>
    Asinh,
}
