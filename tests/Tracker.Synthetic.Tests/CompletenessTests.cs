using Tracker.Core.Panel;
using Tracker.Synthetic.Drawing;
using Tracker.Synthetic.Model;
using Tracker.Synthetic.Scenarios;

namespace Tracker.Synthetic.Tests;

/// <summary>The rule of provisional months on panels in which nothing happens: it is silent, until a third of a month's rows is taken away.</summary>
public class CompletenessTests
{
    private const int Panels = 8;
    private const int SecondsOfADay = 86_400;

    [Fact]
    public void QuietPanels_AreSilent_AndAThirdOfTheRowsMissingIsFound()
    {
        var (judged, alarms, slow, byRow, byDay) = (0, 0, 0, 0, 0);
        for (var seed = 1UL; seed <= Panels; seed++)
        {
            var options = new GeneratorOptions { Consumers = 250, Months = 27, Seed = seed, Scenario = Scenario.Quiet };
            var model = PanelModel.Of(options);
            var whole = Days(model, (_, _) => true);
            var third = Days(model, (row, _) => (row.Second ^ row.Consumer) % 3 > 0);
            var days = Days(model, (row, last) => row.Second / SecondsOfADay % 3 > 0 || row.Second / SecondsOfADay == last);
            var withoutASector = Days(model, (row, _) => row.Sector != (byte)seed);
            for (var last = Completeness.LeastPastMonths; last < whole.Length; last++)
            {
                judged++;
                alarms += Provisional(whole, whole[last]);
                slow += Provisional(whole, withoutASector[last]);
                byRow += Provisional(whole, third[last]);
                byDay += Provisional(whole, days[last]);
            }
        }

        TestContext.Current.SendDiagnosticMessage($"{judged} months: {alarms} alarms, {slow} without a sector, found {byRow} and {byDay}");
        Assert.Equal((Panels * 24, 0, 0), (judged, alarms, slow));
        Assert.Equal((judged, judged), (byRow, byDay));
    }

    private static int Provisional(MonthDays[] whole, MonthDays judged) =>
        Completeness.Of([.. whole.TakeWhile(month => month.Month < judged.Month), judged]).Provisional ? 1 : 0;

    private static MonthDays[] Days(PanelModel model, Func<EventRow, int, bool> kept)
    {
        var rows = new MonthRows();
        var days = new MonthDays[model.Options.Months];
        for (var m = 0; m < days.Length; m++)
        {
            rows.Draw(model, m, TestContext.Current.CancellationToken);
            var month = model.Options.First + m;
            var events = new long[month.Days];
            for (var i = 0; i < rows.Count; i++)
            {
                if (kept(rows[i], month.Days - 1))
                    events[rows[i].Second / SecondsOfADay]++;
            }

            days[m] = new(month, model.Options.Consumers, events);
        }

        return days;
    }
}
