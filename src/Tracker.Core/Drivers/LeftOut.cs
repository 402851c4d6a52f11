namespace Tracker.Core.Drivers;

/// <summary>An attribute that is no candidate.</summary>
/// <param name="Attribute">Its name.</param>
/// <param name="Reason">What was expected and what came.</param>
public sealed record LeftOut(string Attribute, string Reason);
