using System.Text;
using Tracker.Storage.Ingest;
using Tracker.Storage.Ingest.Csv;
using Tracker.Storage.Ingest.Plans;

namespace Tracker.Storage.Tests.Ingest;

public class PlanTests
{
    [Theory]
    [InlineData("iso", "2010-12-01T08:26", "2010-12-01T08:26:00.0000000Z")]
    [InlineData("dd/MM/yyyy HH:mm", "01/12/2010 08:26", "2010-12-01T08:26:00.0000000Z")]
    [InlineData("M/d/yyyy H:mm", "12/1/2010 8:26", "2010-12-01T08:26:00.0000000Z")]
    [InlineData("M/d/yyyy H:mm", "12/31/2010 18:26", "2010-12-31T18:26:00.0000000Z")]
    [InlineData("yyyyMMdd", "20160902", "2016-09-02T00:00:00.0000000Z")]
    [InlineData("yyyyMMddTHHmmss", "20160902T235958", "2016-09-02T23:59:58.0000000Z")]
    [InlineData("dd-MMM-yyyy hh:mm tt", "31-Jan-2024 12:05 AM", "2024-01-31T00:05:00.0000000Z")]
    [InlineData("dd-MMM-yyyy hh:mm tt", "31-jan-2024 12:05 pm", "2024-01-31T12:05:00.0000000Z")]
    [InlineData("yyyy-MM-dd 'at' HH:mm:ss.fff", "2024-01-31 at 10:00:00.125", "2024-01-31T10:00:00.1250000Z")]
    [InlineData("yyyy-MM-dd HH:mm:sszzz", "2024-01-31 10:00:00-05:00", "2024-01-31T15:00:00.0000000Z")]
    [InlineData("unix_seconds", "1472830385", "2016-09-02T15:33:05.0000000Z")]
    [InlineData("unix_milliseconds", "1472830385123", "2016-09-02T15:33:05.1230000Z")]
    public void ATime_IsReadAsItsFormatSays(string format, string text, string expected)
    {
        Assert.True(TimeFormat.Parse(format).TryParse(Encoding.UTF8.GetBytes(text), PanelZone.Utc, out var instant));
        Assert.Equal(expected, Instant.UtcOf(instant).ToString("O"));
    }

    [Theory]
    [InlineData("dd/MM/yyyy", "31/02/2024")]
    [InlineData("dd/MM/yyyy", "1/02/2024")]
    [InlineData("dd/MM/yyyy", "01/02/2024 10:00")]
    [InlineData("dd/MM/yyyy", "01/02/1900")]
    [InlineData("dd/MM/yyyy HH:mm", "01/02/2024 24:00")]
    [InlineData("dd/MM/yyyy hh:mm tt", "01/02/2024 13:00 PM")]
    [InlineData("yyyyMMdd", "2016092")]
    [InlineData("unix_seconds", "-1")]
    [InlineData("unix_seconds", "1472830385123")]
    [InlineData("unix_seconds", "9223372036854775807")]
    [InlineData("unix_seconds", "1472830385.5")]
    public void WhatIsNotInTheFormat_IsRefused(string format, string text) =>
        Assert.False(TimeFormat.Parse(format).TryParse(Encoding.UTF8.GetBytes(text), PanelZone.Utc, out _));

    [Theory]
    [InlineData("yyyy-MM", "expected yyyy, MM and dd in the pattern")]
    [InlineData("unix", "expected iso, unix_seconds, unix_milliseconds or a pattern")]
    [InlineData("dd/MM/yyyy hh:mm", "expected hh and tt together")]
    [InlineData("yyyy-MM-dd zzz HH", "expected zzz at the end")]
    [InlineData("yyyy-MM-dd 'T", "expected a closing '")]
    public void WhatIsNoFormat_IsRefused(string format, string message) =>
        Assert.Contains(message, Assert.Throws<FormatException>(() => TimeFormat.Parse(format)).Message);

    [Theory]
    [InlineData("17", "under 18")]
    [InlineData("18", "18 to under 35")]
    [InlineData("34.9", "18 to under 35")]
    [InlineData("35", "35 or more")]
    [InlineData("old", null)]
    [InlineData("NaN", null)]
    public void ABin_HoldsItsLowerEdge(string text, string? label) => Assert.Equal(label, new Bins([18, 35], null).Of(text));

    [Fact]
    public void Bins_HaveReadableLabels_OrGivenOnes()
    {
        Assert.Equal("1,000 to under 25,000.5", new Bins([1000, 25_000.5], null).Of("1000"));
        Assert.Equal("middle", new Bins([1, 2], ["low", "middle", "high"]).Of("1"));
        Assert.Contains("expected 3 labels for 2 edges, got 1", Assert.Throws<ArgumentException>(() => new Bins([1, 2], ["low"])).Message);
        Assert.Contains("expected edges that ascend, got 2, 1", Assert.Throws<ArgumentException>(() => new Bins([2, 1], null)).Message);
    }

    [Theory]
    [InlineData("6,2.55", 1530)]
    [InlineData("-6,2.55", -1530)]
    [InlineData("3,0.005", 2)] // 0.015, half away from zero
    [InlineData("2,", null)]
    [InlineData("99999999999999,99999999999999", null)]
    public void AProduct_IsRoundedOnce(string row, int? cents) => AssertCents(new(Column(0), Column(1)), row, cents);

    [Theory]
    [InlineData("37860000", 3786)]
    [InlineData("", null)]
    [InlineData("4999", 0)]
    public void MicroUnits_AreDivided(string row, int? cents) => AssertCents(new(Column(0), Divisor: 1_000_000), row, cents);

    [Theory]
    [InlineData("\"1234,56\"", -123_456)]
    [InlineData("\"-0,5\"", 50)]
    [InlineData("1234.56", null)]
    public void ACommaAndASign_AreTurned(string row, int? cents) => AssertCents(new(Column(0), Negate: true, DecimalComma: true), row, cents);

    private static TextSource Column(int column) => new(column, null, null);

    private static void AssertCents(AmountSource amount, string row, int? expected)
    {
        var fields = new RecordFields(Encoding.UTF8.GetBytes(row + "\n"), 1);
        fields.MoveNext();
        Assert.Equal(expected is not null, amount.TryCents(ref fields, new(), out var cents, out _));
        Assert.Equal(expected ?? 0, expected is null ? 0 : cents);
    }
}
