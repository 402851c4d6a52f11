namespace Tracker.Core.Forecasting;

/// <summary>
/// Exponential smoothing with additive error, trend and season (<see cref="SmoothingModel"/>): not one model at its best parameters but the
/// mean of a grid of them, weighted at every origin by a tempered likelihood of the values before it. Each model passes the series once,
/// from its first value on, and anew when a past shock is known, so a path does not depend on where the rolling starts. Missing values are passed over. From one season and a
/// period on; seasons of up to 31 periods.
/// </summary>
public sealed class Ets : IForecaster
{
    private static readonly double[] Alphas = [0.05, 0.2, 0.4, 0.65, 0.9, 1.2];

    /// <summary>β as a part of α, φ, prior variance: a small drift, a large one, a damped trend, and changes that are taken back.</summary>
    private static readonly (double Beta, double Damping, double Variance)[] Trends =
        [(0, 1, 0.004), (0, 1, 0.05), (0.1, 0.9, 0.03), (-0.3, 0.5, 0)];

    /// <summary>γ and prior variance: none, fixed seasons small and large, and seasons that change.</summary>
    private static readonly (double Gamma, double Variance)[] Seasons = [(0, 0), (0, 0.5), (0, 4), (0.1, 1), (0.2, 4), (0.4, 8)];

    /// <summary>Longer seasons have more states than a series can tell, and take their square in time.</summary>
    private const int LongestSeason = 31;

    /// <summary>The part of the log-likelihood that counts.</summary>
    private const double Temper = 0.5;

    /// <summary>An exact fit counts as errors of this part of the best model's, and of the values.</summary>
    private const double Exact = 1e-9;

    private static readonly SmoothingModel[] Models =
    [
        .. from alpha in Alphas
           from trend in Trends
           from index in Seasons
           select new SmoothingModel(alpha, trend.Beta * alpha, index.Gamma, trend.Damping, trend.Variance, index.Variance),
    ];

    public string Name => "ets";

    public RollingPaths Roll(PastValues past, int firstOrigin, int horizon, int season)
    {
        var paths = new RollingPaths(firstOrigin, past.Length, horizon);
        if (past.Length <= season || season > LongestSeason)
            return paths;
        var filters = Filters(past, season);
        var weights = new double[filters.Length];
        var path = new double[horizon];
        for (var origin = 0; origin <= past.Length; origin++)
        {
            if (past.SeesAnew(origin))
            {
                filters = Filters(past, season);
                for (var at = 0; at < origin; at++)
                    Array.ForEach(filters, filter => filter.Take(past.Seen(at, origin)));
            }

            if (origin >= firstOrigin && origin > season)
            {
                Weigh(filters, weights);
                Array.Clear(path);
                for (var i = 0; i < filters.Length; i++)
                {
                    if (weights[i] > 0)
                        filters[i].AddPath(weights[i], path);
                }

                paths.Set(origin, path);
            }

            foreach (var filter in origin < past.Length ? filters : [])
                filter.Take(past[origin]);
        }

        return paths;
    }

    private static SmoothingFilter[] Filters(PastValues past, int season) =>
        Array.ConvertAll(Models, model => new SmoothingFilter(model, season, past[0]));

    private static void Weigh(SmoothingFilter[] filters, Span<double> weights)
    {
        var least = double.PositiveInfinity;
        foreach (var filter in filters)
            least = Math.Min(least, filter.Squares);
        for (var i = 0; i < filters.Length; i++)
            weights[i] = filters[i].Deviance(Exact * least + double.Epsilon);
        Likelihoods.ToWeights(weights, Temper);
    }
}
