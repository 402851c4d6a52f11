namespace Tracker.Storage.Alerts;

/// <summary>Where alerts go (<c>tracker.alert_targets</c>).</summary>
/// <param name="Id">Names it; no secret.</param>
/// <param name="Name">For people.</param>
/// <param name="Kind">What it understands.</param>
/// <param name="Url">Where it listens. Of Slack it is a secret.</param>
/// <param name="Secret">Signs what is sent; null for Slack, which checks no signature.</param>
/// <param name="AllowPrivate">Whether it may be an address that is not public.</param>
/// <param name="AllowHttp">Whether it may go without TLS.</param>
public sealed record AlertTarget(
    string Id, string Name, AlertTargetKind Kind, Uri Url, string? Secret, bool AllowPrivate, bool AllowHttp, DateTimeOffset CreatedAt)
{
    /// <summary>Where it is, without what may be a secret: its query, and of Slack its path.</summary>
    public string Place => Kind == AlertTargetKind.Slack ? $"{Url.GetLeftPart(UriPartial.Authority)}/…" : Url.GetLeftPart(UriPartial.Path);
}

/// <summary>What a target understands.</summary>
public enum AlertTargetKind
{
    /// <summary>Signed JSON.</summary>
    Webhook,

    /// <summary>The message of an incoming webhook of Slack.</summary>
    Slack,
}

/// <summary>A new target: the only time that <see cref="Secret"/> is shown.</summary>
public sealed record NewAlertTarget(string Id, string? Secret);
