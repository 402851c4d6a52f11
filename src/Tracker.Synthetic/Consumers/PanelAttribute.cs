namespace Tracker.Synthetic.Consumers;

/// <summary>An attribute of the panel: its column and its levels.</summary>
/// <param name="Name">The column of consumers.csv.</param>
/// <param name="Levels">Values in their order.</param>
/// <param name="Unknown">Share of consumers whose value is left blank.</param>
internal sealed record PanelAttribute(string Name, IReadOnlyList<string> Levels, double Unknown)
{
    public const int Age = 0, Gender = 1, Region = 2, Urbanicity = 3, Education = 4, MaritalStatus = 5, Children = 6, Income = 7, Housing = 8;

    /// <summary>In the order of the columns; the constants above are positions.</summary>
    public static readonly IReadOnlyList<PanelAttribute> All =
    [
        new("age_group", ["18-24", "25-34", "35-44", "45-54", "55-64", "65+"], 0),
        new("gender", ["female", "male", "other"], 0),
        new("region", ["northeast", "midwest", "south", "west"], 0),
        new("urbanicity", ["urban", "suburban", "rural"], 0),
        new("education", ["school", "college", "bachelor", "postgraduate"], 0.02),
        new("marital_status", ["single", "married", "separated"], 0.015),
        new("children", ["0", "1", "2", "3+"], 0.01),
        new("income", ["<30k", "30-60k", "60-100k", "100-150k", ">150k"], 0.04),
        new("housing", ["own", "rent"], 0.02),
    ];
}
