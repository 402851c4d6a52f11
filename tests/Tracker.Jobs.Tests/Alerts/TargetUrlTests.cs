using Tracker.Jobs.Alerts;

namespace Tracker.Jobs.Tests.Alerts;

public class TargetUrlTests
{
    [Theory]
    [InlineData("https://alerts.example/tracker", false, false)]
    [InlineData("https://8.8.8.8:8443/", false, false)]
    [InlineData("http://alerts.example/", false, true)]
    [InlineData("https://10.0.0.5/", true, false)]
    [InlineData("http://[::1]:5000/hook?x=1", true, true)]
    public void WhatMayBeATarget_IsOne(string url, bool allowPrivate, bool allowHttp) => Assert.Equal(url, TargetUrl.Parse(url, allowPrivate, allowHttp).AbsoluteUri);

    [Theory]
    [InlineData("alerts.example", "expected https://HOST/PATH")]
    [InlineData("ftp://alerts.example/", "expected https://HOST/PATH")]
    [InlineData("file:///etc/passwd", "expected https://HOST/PATH")]
    [InlineData("https://user:word@alerts.example/", "expected https://HOST/PATH")]
    [InlineData("https://alerts.example/#part", "expected https://HOST/PATH")]
    [InlineData("http://alerts.example/", "expected https, or --allow-http")]
    [InlineData("https://127.0.0.1/", "expected a public address, or --allow-private")]
    [InlineData("https://[fe80::1]/", "expected a public address, or --allow-private")]
    [InlineData("https://0x7f.1/", "expected a public address, or --allow-private")]
    [InlineData("https://2130706433/", "expected a public address, or --allow-private")]
    public void WhatMayNot_IsRefusedWithTheReason(string url, string reason)
    {
        var error = Assert.Throws<FormatException>(() => TargetUrl.Parse(url, allowPrivate: false, allowHttp: false));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("word", error.Message, StringComparison.Ordinal);
    }
}
