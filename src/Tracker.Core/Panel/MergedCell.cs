namespace Tracker.Core.Panel;

/// <summary>A cell of the population without an active consumer, whose people its nearest neighbour stands for.</summary>
/// <param name="Attributes">Of the table that both are in.</param>
/// <param name="Values">The empty cell, a value for each attribute.</param>
/// <param name="Into">The cell that stands for it.</param>
/// <param name="People">How many people of the population are in the empty cell.</param>
public sealed record MergedCell(IReadOnlyList<string> Attributes, IReadOnlyList<string> Values, IReadOnlyList<string> Into, double People)
{
    /// <summary>Such as "region=north, age=65+ into region=north, age=45-64".</summary>
    public override string ToString() => $"{Named(Values)} into {Named(Into)}";

    private string Named(IReadOnlyList<string> values) => string.Join(", ", Attributes.Zip(values, (name, value) => $"{name}={value}"));
}
