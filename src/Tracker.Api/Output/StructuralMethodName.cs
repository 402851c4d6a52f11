using Tracker.Core.Decomposition;

namespace Tracker.Api.Output;

/// <summary>How a structural part was split by attribute, as it is printed.</summary>
public static class StructuralMethodName
{
    /// <summary>Null for null.</summary>
    public static string? Of(StructuralMethod? method) => method switch
    {
        StructuralMethod.DasGupta => "das_gupta_5.36",
        StructuralMethod.ChainRule => "chain_rule_shapley",
        _ => null,
    };
}
