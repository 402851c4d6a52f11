using Tracker.Synthetic.Chance;

namespace Tracker.Synthetic.Consumers;

/// <summary>
/// Attributes of one consumer, each given those before it: region → urbanicity; age → education, marital status; both → children;
/// education, age, marital status and urbanicity → income; income, age and urbanicity → housing.
/// </summary>
internal static class AttributeDraw
{
    private static readonly double[] Ages = [.12, .18, .18, .17, .17, .18];
    private static readonly double[] Genders = [.505, .475, .02];
    private static readonly double[] Regions = [.18, .21, .38, .23];

    private static readonly double[][] UrbanicityByRegion = [[.38, .50, .12], [.24, .50, .26], [.27, .50, .23], [.37, .50, .13]];

    private static readonly double[][] EducationByAge =
    [
        [.42, .42, .15, .01], [.24, .28, .34, .14], [.24, .26, .32, .18], [.28, .27, .29, .16], [.32, .27, .26, .15], [.38, .26, .22, .14],
    ];

    private static readonly double[][] MaritalStatusByAge =
        [[.93, .06, .01], [.55, .40, .05], [.28, .60, .12], [.20, .62, .18], [.15, .63, .22], [.09, .58, .33]];

    private static readonly double[][] ChildrenByAge =
    [
        [.90, .08, .02, .00], [.58, .21, .15, .06], [.30, .24, .30, .16], [.42, .26, .22, .10], [.82, .12, .05, .01], [.96, .03, .01, .00],
    ];

    /// <summary>How much more likely children are than in the age group as a whole.</summary>
    private static readonly double[] ChildrenByMaritalStatus = [.35, 1.5, .9];

    /// <summary>Upper ends of the income groups on the scale of <see cref="IncomeScore"/>.</summary>
    private static readonly double[] IncomeEnds = [-.55, .35, 1.15, 1.95];

    private static readonly double[] IncomeByAge = [-.7, .0, .35, .45, .25, -.2];

    /// <summary>Writes the level of every attribute, in the order of <see cref="PanelAttribute.All"/>.</summary>
    public static void Draw(Span<byte> levels, ref RandomStream random)
    {
        var age = Choice.Draw(Ages, ref random);
        var gender = Choice.Draw(Genders, ref random);
        var region = Choice.Draw(Regions, ref random);
        var urbanicity = Choice.Draw(UrbanicityByRegion[region], ref random);
        var education = Choice.Draw(EducationByAge[age], ref random);
        var maritalStatus = Choice.Draw(MaritalStatusByAge[age], ref random);
        var children = DrawChildren(age, maritalStatus, ref random);
        var score = IncomeScore(age, education, maritalStatus, urbanicity) + .8 * Normal.Draw(ref random);
        var income = IncomeEnds.Count(end => score > end);
        var owns = 1 / (1 + Math.Exp(-(-1.4 + .45 * age + .45 * (income - 2) + .6 * (urbanicity - 1))));
        var housing = random.Uniform() < owns ? 0 : 1;
        ReadOnlySpan<int> drawn = [age, gender, region, urbanicity, education, maritalStatus, children, income, housing];
        for (var a = 0; a < drawn.Length; a++)
            levels[a] = (byte)drawn[a];
    }

    private static int DrawChildren(int age, int maritalStatus, ref RandomStream random)
    {
        Span<double> weights = stackalloc double[4];
        weights[0] = ChildrenByAge[age][0];
        for (var count = 1; count < weights.Length; count++)
            weights[count] = ChildrenByAge[age][count] * ChildrenByMaritalStatus[maritalStatus];
        return Choice.Draw(weights, ref random);
    }

    private static double IncomeScore(int age, int education, int maritalStatus, int urbanicity) =>
        -.55 + .45 * education + IncomeByAge[age] + (maritalStatus == 1 ? .4 : 0) - .15 * (urbanicity - 1);
}
