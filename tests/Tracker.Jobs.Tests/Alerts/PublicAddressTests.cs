using System.Net;
using Tracker.Jobs.Alerts;

namespace Tracker.Jobs.Tests.Alerts;

public class PublicAddressTests
{
    [Theory]
    [InlineData("0.255.255.255", "1.0.0.0")]
    [InlineData("10.0.0.0", "9.255.255.255")]
    [InlineData("10.255.255.255", "11.0.0.0")]
    [InlineData("100.64.0.0", "100.63.255.255")]
    [InlineData("100.127.255.255", "100.128.0.0")]
    [InlineData("127.0.0.1", "126.255.255.255")]
    [InlineData("127.255.255.255", "128.0.0.0")]
    [InlineData("169.254.169.254", "169.253.255.255")]
    [InlineData("169.254.255.255", "169.255.0.0")]
    [InlineData("172.16.0.0", "172.15.255.255")]
    [InlineData("172.31.255.255", "172.32.0.0")]
    [InlineData("192.168.0.0", "192.167.255.255")]
    [InlineData("192.168.255.255", "192.169.0.0")]
    [InlineData("198.19.255.255", "198.20.0.0")]
    [InlineData("224.0.0.1", "223.255.255.255")]
    [InlineData("::ffff:10.0.0.1", "::ffff:8.8.8.8")]
    [InlineData("2001:db8::1", "2001:4860:4860::8888")]
    [InlineData("2002:7f00:1::", "2003::1")]
    [InlineData("1fff:ffff::", "2000::")]
    [InlineData("4000::", "3ffe::")]
    public void BothSidesOfEachEdge(string setApart, string open) =>
        Assert.Equal((false, true), (PublicAddress.Is(IPAddress.Parse(setApart)), PublicAddress.Is(IPAddress.Parse(open))));

    [Theory]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("fc00::1")]
    [InlineData("fdff::1")]
    [InlineData("fe80::1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void WhatIsOfThisMachineOrItsNetwork_IsNot(string address) => Assert.False(PublicAddress.Is(IPAddress.Parse(address)));
}
