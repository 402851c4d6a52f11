using System.Text;
using Tracker.Storage.Ingest;

namespace Tracker.Storage.Tests.Ingest;

public class FieldParsersTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("12", 1200)]
    [InlineData("12.3", 1230)]
    [InlineData("12.34", 1234)]
    [InlineData("-12.34", -1234)]
    [InlineData("-0.01", -1)]
    [InlineData("12.345", 1235)]
    [InlineData("12.344999", 1234)]
    [InlineData("-12.345", -1235)]
    [InlineData("1e3", 100_000)]
    [InlineData("10000000000.00", 1_000_000_000_000)]
    public void Cents_AreRead(string text, long cents)
    {
        Assert.True(FieldParsers.TryCents(Encoding.UTF8.GetBytes(text), out var read));
        Assert.Equal(cents, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("1,5")]
    [InlineData("1 ")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("0x10")]
    [InlineData("10000000000.01")]
    [InlineData("1e300")]
    [InlineData("99999999999999999999999999999999")]
    public void WhatIsNoAmount_IsRefused(string text) => Assert.False(FieldParsers.TryCents(Encoding.UTF8.GetBytes(text), out _));

    [Theory]
    [InlineData("2025-10-03", "2025-10-03T00:00:00.0000000Z")]
    [InlineData("2025-10-03T14:05", "2025-10-03T14:05:00.0000000Z")]
    [InlineData("2025-10-03 14:05:09", "2025-10-03T14:05:09.0000000Z")]
    [InlineData("2025-10-03T14:05:09Z", "2025-10-03T14:05:09.0000000Z")]
    [InlineData("2025-10-03T14:05:09.123456Z", "2025-10-03T14:05:09.1234560Z")]
    [InlineData("2025-10-03T14:05:09+02:00", "2025-10-03T12:05:09.0000000Z")]
    [InlineData("2025-10-03T01:05:09+0200", "2025-10-02T23:05:09.0000000Z")]
    [InlineData("2025-10-03T14:05:09-05", "2025-10-03T19:05:09.0000000Z")]
    [InlineData("2024-02-29", "2024-02-29T00:00:00.0000000Z")]
    [InlineData("1970-01-01", "1970-01-01T00:00:00.0000000Z")]
    [InlineData("2099-12-31T23:59:59Z", "2099-12-31T23:59:59.0000000Z")]
    public void Times_AreRead(string text, string expected)
    {
        Assert.True(Instant.TryParse(Encoding.UTF8.GetBytes(text), PanelZone.Utc, out var instant));
        Assert.Equal(expected, Instant.UtcOf(instant).ToString("O"));
        Assert.Equal(DateOnly.FromDateTime(Instant.UtcOf(instant)), Instant.DateOf(instant));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2025-10")]
    [InlineData("2025-02-29")]
    [InlineData("2025-02-31")]
    [InlineData("2025-13-01")]
    [InlineData("1969-12-31")]
    [InlineData("2100-01-01")]
    [InlineData("2025-10-03T24:00:00")]
    [InlineData("2025-10-03T10:60:00")]
    [InlineData("2025-10-03T10:00:00X")]
    [InlineData("2025-10-03T10:00:00.Z")]
    [InlineData("03/10/2025")]
    [InlineData("20251003")]
    public void WhatIsNoTime_IsRefused(string text) => Assert.False(Instant.TryParse(Encoding.UTF8.GetBytes(text), PanelZone.Utc, out _));
}
