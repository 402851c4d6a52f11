namespace Tracker.Storage.Ingest.Plans;

/// <summary>How consumers and their attributes are found.</summary>
internal sealed record ConsumerMapping
{
    /// <summary>consumer_id, valid_from where the file has it, and every other column as an attribute.</summary>
    public static readonly ConsumerMapping Canonical = new() { ValidFrom = TextMapping.Optional("valid_from") };

    public TextMapping Id { get; init; } = TextMapping.Required("consumer_id");
    public TextMapping? ValidFrom { get; init; }

    /// <summary>How <see cref="ValidFrom"/> is written; ISO is a date alone.</summary>
    public TimeFormat Date { get; init; } = TimeFormat.Iso;

    /// <summary>Null for every other column as it is.</summary>
    public IReadOnlyList<AttributeMapping>? Attributes { get; init; }

    /// <summary>Where consumers come from events: which of several known values is taken.</summary>
    public TakenValue Taken { get; init; }
}

/// <summary>Which of the values that a consumer's events hold is the consumer's attribute. Of two at the same time it is the smaller text.</summary>
internal enum TakenValue
{
    First,
    Last,
}
