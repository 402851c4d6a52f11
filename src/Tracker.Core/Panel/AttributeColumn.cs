namespace Tracker.Core.Panel;

/// <summary>The value that every consumer has of one attribute in a month.</summary>
/// <param name="Name">The attribute, such as "region".</param>
/// <param name="Values">The values that occur, in ordinal order.</param>
/// <param name="Codes">By consumer: the place of the value in <paramref name="Values"/>, or <see cref="Unknown"/>.</param>
public sealed record AttributeColumn(string Name, IReadOnlyList<string> Values, int[] Codes)
{
    public const int Unknown = -1;

    /// <summary>What people read where a value, or a name, is not known.</summary>
    public const string UnknownText = "unknown";

    /// <summary>The column of texts, one a consumer; spaces at the ends are not part of a value, and null, empty and "NaN" are unknown.</summary>
    public static AttributeColumn Of(string name, IReadOnlyList<string?> texts)
    {
        var known = texts.Select(Known).ToArray();
        string[] values = [.. known.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var places = values.Select((value, place) => (value, place)).ToDictionary(one => one.value, one => one.place, StringComparer.Ordinal);
        return new(name, values, Array.ConvertAll(known, value => value is null ? Unknown : places[value]));
    }

    /// <summary>The same of some consumers, in the order given.</summary>
    public AttributeColumn Of(int[] consumers) => this with { Codes = Array.ConvertAll(consumers, consumer => Codes[consumer]) };

    private static string? Known(string? text) =>
        string.IsNullOrWhiteSpace(text) || text.Trim().Equals("nan", StringComparison.OrdinalIgnoreCase) ? null : text.Trim();
}
