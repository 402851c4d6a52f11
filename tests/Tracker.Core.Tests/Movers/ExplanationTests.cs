using System.Globalization;
using System.Text.RegularExpressions;
using Tracker.Core.Movers;
using Tracker.Core.Panel;

namespace Tracker.Core.Tests.Movers;

public partial class ExplanationTests
{
    private static readonly PanelHistory Panel = Generate.Panel(1, 60).WithLastSpend(4, 1.4);

    [Fact]
    public void Every_number_is_a_field_of_the_mover()
    {
        foreach (var mover in Movers())
        {
            var sentence = Explanation.Of(mover).ToString();
            double[] fields =
            [
                80, mover.Actual, mover.Forecast, mover.Lo80, mover.Hi80, mover.PercentChange!.Value, mover.Own, mover.Common, mover.Cii, Math.Max(mover.P!.Value, 1e-4),
                Math.Max(mover.Q!.Value, 1e-4), mover.ShareOfPanel!.Value,
            ];
            var words = Month().Replace(sentence.Replace(mover.Sector.Name, "", StringComparison.Ordinal), "");
            var numbers = Number().Matches(words).Select(match => double.Parse(match.Value, NumberStyles.Any, CultureInfo.InvariantCulture)).ToArray();
            Assert.True(numbers.Length >= 8, sentence);
            Assert.All(numbers, number => Assert.True(
                fields.Any(field => Math.Abs(Math.Abs(field) - number) <= Math.Max(Math.Abs(field) * 0.00051, 1e-15) || Math.Abs(field) >= 1000 && Math.Abs(Math.Abs(field) - number) <= 0.5),
                $"{number} in: {sentence}"));
            Assert.All(Month().Matches(sentence), match => Assert.True(
                match.Value == mover.Month.ToString() || mover.Treated.Any(month => month.ToString() == match.Value), sentence));
        }
    }

    [Fact]
    public void The_first_mover_reads_as_a_sentence()
    {
        var first = Movers()[0];
        var sentence = Explanation.Of(first).ToString();
        Assert.StartsWith($"In {Panel.Last} {first.Metric.Words} of sector 04 came to ", sentence, StringComparison.Ordinal);
        Assert.Contains("% above the forecast of ", sentence, StringComparison.Ordinal);
        Assert.Contains("more than chance explains", sentence, StringComparison.Ordinal);
        Assert.EndsWith(".", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_test_it_says_so() =>
        Assert.Contains("untested", (Explanation.Of(Movers()[0]) with { P = null, Q = null }).ToString(), StringComparison.Ordinal);

    [Fact]
    public void A_chance_under_one_in_ten_thousand_is_said_to_be_that() =>
        Assert.Contains("(p under 0.0001, q 0.0125)", (Explanation.Of(Movers()[0]) with { P = 3.21e-9, Q = 0.0125 }).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Treated_months_are_named() =>
        Assert.EndsWith(
            "; the fit leaves out 2020-03, 2020-04.", (Explanation.Of(Movers()[0]) with { Treated = [new(2020, 3), new(2020, 4)] }).ToString(), StringComparison.Ordinal);

    private static IReadOnlyList<Mover> Movers() => MoverRanking.Score(Panel, Panel.Last, null, TestContext.Current.CancellationToken).Movers;

    [GeneratedRegex(@"\d[\d,]*(\.\d+)?")]
    private static partial Regex Number();

    [GeneratedRegex(@"\d{4}-\d{2}")]
    private static partial Regex Month();
}
