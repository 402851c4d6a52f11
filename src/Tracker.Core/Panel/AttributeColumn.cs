namespace Tracker.Core.Panel;

/// <summary>The value that every consumer has of one attribute in a month.</summary>
/// <param name="Name">The attribute, such as "region".</param>
/// <param name="Values">The values that occur, in ordinal order.</param>
/// <param name="Codes">By consumer: the place of the value in <paramref name="Values"/>, or <see cref="Unknown"/>.</param>
public sealed record AttributeColumn(string Name, IReadOnlyList<string> Values, int[] Codes)
{
    public const int Unknown = -1;
}
