using Tracker.Core.Drivers;
using Tracker.Core.Panel;
using Tracker.Storage.Results;

namespace Tracker.Api.Pages;

/// <summary>Stored drivers as people see them, one of them chosen.</summary>
/// <param name="Id">Their number.</param>
/// <param name="Published">The answer.</param>
/// <param name="Figures">How numbers are written.</param>
/// <param name="Asked">The attribute that the address names; null for the first.</param>
/// <param name="LinkOf">The address of the same view with another attribute chosen.</param>
internal sealed record DriversView(long Id, PublishedDrivers Published, Figures Figures, string? Asked, Func<string, string> LinkOf)
{
    public RankedDrivers Ranked => Published.Ranked;

    public Driver? Chosen => Ranked.Drivers.FirstOrDefault(driver => driver.Attribute == Asked) ?? (Ranked.Drivers is [var first, ..] ? first : null);

    public string BeforeName => Figures.Name(Month.Parse(Published.Reference));

    public string AfterName => Figures.Name(Month.Parse(Published.Month));

    /// <summary>The importance that fills a bar.</summary>
    public double Most => Ranked.Drivers.Count == 0 ? 0 : Ranked.Drivers.Max(driver => driver.Importance);

    public string Csv => $"/api/v1/drivers/{Id}?format=csv";

    public string Xlsx => $"/api/v1/drivers/{Id}?format=xlsx";

    public ChartFrame Chart(Driver driver) => new(
        "values", "values", $"{driver.Attribute}: {BeforeName} to {AfterName}",
        $"For each value of {driver.Attribute} the mean of its consumers in {BeforeName} and in {AfterName}, and what it adds to the mean change of {Change(Ranked.Change)}, "
            + "with its 95% interval; the table below says the same.",
        new
        {
            Axis = Figures.Axis(Published.Metric),
            Before = BeforeName,
            After = AfterName,
            Rows = driver.Values.Select(value => new
            {
                Name = value.Value,
                value.Before,
                value.After,
                value.Contribution,
                value.Low,
                value.High,
                Distinct = value.Low > 0 || value.High < 0,
                Value = Change(value.Contribution),
                Shown = $"{driver.Attribute} {value.Value}: {Figures.Count(value.Consumers)} consumers, {Figures.Share(100 * value.Share)} of the panel\n"
                    + $"{BeforeName} {Value(value.Before)}, {AfterName} {Value(value.After)} each\n"
                    + $"adds {Change(value.Contribution)}, 95% interval {Change(value.Low)} to {Change(value.High)}",
            }),
        },
        "fits", Csv, Xlsx);

    public string Value(double? value) => Figures.Value(Published.Metric, value);

    public string Change(double? value) => Figures.Change(Published.Metric, value);

    public static string? ActsOf(Driver driver) => driver.Acts switch
    {
        DriverActs.Behaviour => "behaviour",
        DriverActs.Mix => "mix",
        DriverActs.Both => "both",
        _ => null,
    };
}
