namespace Tracker.Core.Forecasting;

/// <summary>
/// The members' forecasts, weighted at every origin by a power of the inverse mean squared one-step error that each had made by then.
/// Before a whole season and one period have been seen the forecast is that of <see cref="ShortHistory"/>: so a backtest repeats what
/// would have been published at the time.
/// </summary>
public static class Combination
{
    /// <summary>All members, in the order in which they are listed.</summary>
    public static readonly IReadOnlyList<IForecaster> Members = [new SsaPool(), new Ets(), new Airline(), new Theta(), new SeasonalNaive()];

    /// <summary>Origins before an origin whose one-step errors weight the members.</summary>
    private const int Memory = 36;

    /// <summary>Each mean squared error counts this many errors of the members' common mean besides, so that one or two lucky errors do
    /// not decide.</summary>
    private const double PriorErrors = 2;

    /// <summary>Weights are the mean squared error to the power of minus this: at 1 a poor member weighs too much.</summary>
    private const double Power = 10;

    /// <summary>Smoothing is a mean of many models already, and beside another member it weighs so many times as much where both have done
    /// as well.</summary>
    private const double SmoothingOdds = 10;

    private static readonly ShortHistory Short = new();

    /// <summary>The forecast of the values and its backtest, or a refusal.</summary>
    /// <param name="values">On the scale, NaN where missing.</param>
    /// <param name="horizon">Steps, at least 1.</param>
    /// <param name="options">Season, backtests, members.</param>
    public static ForecastResult Forecast(ReadOnlySpan<double> values, int horizon, ForecastOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        var past = new PastValues(values, options.Season, options.TreatShocks);
        if (past.Observed == 0)
            return new Refusal("no value before the forecast");

        var firstOrigin = Math.Max(1, past.Length - 2 * options.Backtests - horizon + 1); // twice: the band compares errors with those before
        var members = Members.Where(member => options.Forecaster == ForecastOptions.Combined || options.Forecaster == member.Name).ToArray();
        var combined = new RollingPaths(firstOrigin, past.Length, horizon);
        var brief = Short.Roll(past, firstOrigin, horizon, options.Season);
        var firstLong = options.Season + 1;
        for (var origin = firstOrigin; origin < firstLong && origin <= past.Length; origin++)
            combined.Set(origin, brief.Path(origin));
        if (past.Length < firstLong || past.Observed < firstLong)
            return Result(past, past.Observed < firstLong ? brief : combined, Short.Name, [], options);

        // Members are rolled far enough back that the weights of the first origin have their errors.
        var rolled = members.Select(member => member.Roll(past, Math.Max(1, firstOrigin - Memory), horizon, options.Season)).ToArray();
        Span<double> weights = stackalloc double[members.Length];
        var path = new double[horizon];
        for (var origin = Math.Max(firstOrigin, firstLong); origin <= past.Length; origin++)
        {
            Weigh(members, rolled, past, origin, weights);
            Array.Clear(path);
            var any = false;
            for (var m = 0; m < rolled.Length; m++)
            {
                if (!rolled[m].Has(origin))
                    continue;
                any = true;
                for (var step = 0; step < horizon; step++)
                    path[step] += weights[m] * rolled[m].Path(origin)[step];
            }

            combined.Set(origin, any ? path : brief.Path(origin));
        }

        var shares = new MemberWeight[members.Length];
        for (var m = 0; m < members.Length; m++)
            shares[m] = new(members[m].Name, weights[m], Backtest.Of(rolled[m], past, 1, options.Backtests).RootMeanSquare);
        return Result(past, combined, options.Forecaster, shares, options);
    }

    private static Forecast Result(PastValues past, RollingPaths paths, string model, MemberWeight[] members, ForecastOptions options)
    {
        var errors = new Backtest[paths.Horizon];
        for (var step = 1; step <= paths.Horizon; step++)
            errors[step - 1] = Backtest.Of(paths, past, step, options.Backtests);
        var assumed = ErrorScale.AssumedErrors(Math.Min(past.Length, past.Observed), options.Season);
        return new Forecast(model, paths.Path(past.Length).ToArray(), errors, members, assumed)
        {
            Treated = [.. past.Shocks.Select(shock => past.Skipped + shock.Index)],
        };
    }

    /// <summary>Weights of the members at an origin from their one-step errors before it, over the origins at which all of them that are
    /// there now had a path.</summary>
    private static void Weigh(IForecaster[] members, RollingPaths[] rolled, PastValues past, int origin, Span<double> weights)
    {
        weights.Clear();
        var squares = new double[rolled.Length];
        var common = 0;
        for (var earlier = origin - 1; earlier >= Math.Max(rolled[0].FirstOrigin, origin - Memory); earlier--)
        {
            if (double.IsNaN(past[earlier]) || rolled.Any(paths => paths.Has(origin) && !paths.Has(earlier)))
                continue;
            common++;
            for (var m = 0; m < rolled.Length; m++)
            {
                if (rolled[m].Has(origin))
                    squares[m] += Math.Pow(past[earlier] - rolled[m].Path(earlier)[0], 2);
            }
        }

        var present = rolled.Count(paths => paths.Has(origin));
        var mean = common == 0 || present == 0 ? 0 : squares.Sum() / common / present;
        var sum = 0.0;
        for (var m = 0; m < rolled.Length; m++)
        {
            if (!rolled[m].Has(origin))
                continue;
            var error = (squares[m] + PriorErrors * mean) / (common + PriorErrors);
            weights[m] = (members[m] is Ets ? SmoothingOdds : 1) * (mean == 0 ? 1 : Math.Pow(mean / error, Power));
            sum += weights[m];
        }

        foreach (ref var weight in weights)
            weight = sum == 0 ? 0 : weight / sum;
    }
}
