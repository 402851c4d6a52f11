namespace Tracker.Api.Answers;

/// <summary>Of an endpoint: it answers in this type as well.</summary>
internal sealed record Offers(string ContentType);
