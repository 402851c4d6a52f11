namespace Tracker.Core.Forecasting;

/// <summary>
/// The airline model, ARIMA(0,1,1)(0,1,1)s: (1 − B)(1 − Bˢ) y = (1 − θB)(1 − ΘBˢ) e, by conditional sums of squares, the errors before the
/// first being 0 (Box and Jenkins 1970). Not one pair (θ, Θ) but the mean of a grid of them, weighted at every origin by the likelihood of
/// the values before it. A missing value is replaced by what each pair expected. From a season and a half on.
/// </summary>
public sealed class Airline : IForecaster
{
    private static readonly double[] Thetas = [-0.3, 0, 0.2, 0.4, 0.55, 0.7, 0.8, 0.9, 0.98];
    private static readonly double[] SeasonThetas = [0, 0.2, 0.4, 0.55, 0.7, 0.85, 0.98];

    /// <summary>Errors beyond this many times the root mean square of those before are cut to it, and the value with them.</summary>
    private const double Cut = 3;

    /// <summary>Errors that are never cut: so few give no scale.</summary>
    private const int FirstErrors = 12;

    public string Name => "airline";

    /// <summary>The mean θ and Θ of the weights after all values.</summary>
    /// <param name="past">More than a season and a half of values.</param>
    /// <param name="season">Periods in a season.</param>
    public static (double Theta, double SeasonTheta) Parameters(PastValues past, int season)
    {
        var passes = Passes(past, 0, season);
        for (var at = 0; at < past.Length; at++)
            Array.ForEach(passes, pass => pass.Take(past[at], at));
        var weights = new double[passes.Length];
        Weigh(passes, weights);
        return (passes.Zip(weights).Sum(pair => pair.Second * pair.First.Theta), passes.Zip(weights).Sum(pair => pair.Second * pair.First.SeasonTheta));
    }

    public RollingPaths Roll(PastValues past, int firstOrigin, int horizon, int season)
    {
        var paths = new RollingPaths(firstOrigin, past.Length, horizon);
        var firstPath = season + (season + 1) / 2;
        if (past.Length < firstPath)
            return paths;
        var passes = Passes(past, horizon, season);
        var weights = new double[passes.Length];
        var path = new double[horizon];
        for (var origin = 0; origin <= past.Length; origin++)
        {
            if (past.SeesAnew(origin))
            {
                passes = Passes(past, horizon, season);
                for (var at = 0; at < origin; at++)
                    Array.ForEach(passes, pass => pass.Take(past.Seen(at, origin), at));
            }

            if (origin >= firstOrigin && origin >= firstPath)
            {
                Weigh(passes, weights);
                Array.Clear(path);
                for (var i = 0; i < passes.Length; i++)
                {
                    if (weights[i] > 0)
                        passes[i].AddPath(weights[i], origin, path);
                }

                paths.Set(origin, path);
            }

            foreach (var pass in origin < past.Length ? passes : [])
                pass.Take(past[origin], origin);
        }

        return paths;
    }

    private static Pass[] Passes(PastValues past, int horizon, int season) =>
        [.. from theta in Thetas from seasonTheta in SeasonThetas select new Pass(theta, seasonTheta, past.Length + horizon, season)];

    /// <summary>The likelihood with the error's variance at its best is the sum of squares to the power −n/2.</summary>
    private static void Weigh(Pass[] passes, Span<double> weights)
    {
        for (var i = 0; i < passes.Length; i++)
            weights[i] = passes[i].Seen * Math.Log(passes[i].Squares + double.Epsilon);
        Likelihoods.ToWeights(weights, 1);
    }

    /// <summary>One pair of parameters as it goes along the series.</summary>
    private sealed class Pass(double theta, double seasonTheta, int length, int season)
    {
        private readonly double[] values = new double[length];
        private readonly double[] errors = new double[length];
        private double squaresAsTheyCame;

        public double Theta => theta;

        public double SeasonTheta => seasonTheta;

        public int Seen { get; private set; }

        public double Squares { get; private set; }

        public void Take(double value, int at)
        {
            if (at <= season)
            {
                values[at] = !double.IsNaN(value) ? value : at == 0 ? 0 : values[at - 1];
                return;
            }

            var expected = Expected(at);
            var error = 0.0;
            if (!double.IsNaN(value))
            {
                error = Cutting.Cut(value - expected, squaresAsTheyCame, Seen, FirstErrors, Cut);
                squaresAsTheyCame += (value - expected) * (value - expected);
                Squares += error * error;
                Seen++;
            }

            (values[at], errors[at]) = (expected + error, error);
        }

        /// <summary>Adds a part of the path from an origin; what comes after the origin is written over by what comes.</summary>
        public void AddPath(double part, int origin, Span<double> path)
        {
            for (var step = 0; step < path.Length; step++)
            {
                errors[origin + step] = 0;
                values[origin + step] = Expected(origin + step);
                path[step] += part * values[origin + step];
            }
        }

        private double Expected(int at) =>
            values[at - 1] + values[at - season] - values[at - season - 1]
            - theta * errors[at - 1] - seasonTheta * errors[at - season] + theta * seasonTheta * errors[at - season - 1];
    }
}
