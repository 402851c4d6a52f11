namespace Tracker.Storage.Ingest.Plans;

/// <summary>How the fields of an event are found in a file; independent of which file it is.</summary>
internal sealed record EventMapping
{
    /// <summary>The names of the canonical layout, each where the file has it.</summary>
    public static readonly EventMapping Canonical = new()
    {
        IsCanonical = true,
        EventId = TextMapping.Optional("event_id"),
        Consumer = TextMapping.Required("consumer_id"),
        OccurredAt = TextMapping.Required("occurred_at"),
        Sector = TextMapping.Optional("sector"),
        Category = TextMapping.Optional("category"),
        Kind = TextMapping.Optional("kind"),
        Quantity = TextMapping.Optional("quantity"),
        Amount = new(TextMapping.Required("amount")),
        Merchant = TextMapping.Optional("merchant"),
        Brand = TextMapping.Optional("brand"),
        Product = TextMapping.Optional("product"),
    };

    public bool IsCanonical { get; private init; }
    public TextMapping? EventId { get; init; }
    public required TextMapping Consumer { get; init; }
    public required TextMapping OccurredAt { get; init; }
    public TimeFormat Time { get; init; } = TimeFormat.Iso;
    public TextMapping? Sector { get; init; }
    public TextMapping? Category { get; init; }
    public TextMapping? Kind { get; init; }

    /// <summary>What an amount without a kind is by its sign.</summary>
    public SignKinds Signs { get; init; } = SignKinds.Usual;

    public TextMapping? Quantity { get; init; }
    public required AmountMapping Amount { get; init; }
    public TextMapping? Currency { get; init; }
    public TextMapping? Merchant { get; init; }
    public TextMapping? Brand { get; init; }
    public TextMapping? Product { get; init; }
    public IReadOnlyList<LeaveOut> LeaveOut { get; init; } = [];
}

/// <summary>How money is found: see <see cref="AmountSource"/>.</summary>
internal sealed record AmountMapping(TextMapping First, TextMapping? Second = null, decimal Divisor = 1, bool Negate = false, bool DecimalComma = false)
{
    public AmountSource Resolve(SourceColumns columns) => new(First.Resolve(columns), Second?.Resolve(columns), Divisor, Negate, DecimalComma);
}

/// <summary>What an amount is by its sign.</summary>
/// <param name="Zero">Purchase or visit.</param>
/// <param name="Positive">Purchase or refund. What is below zero is a refund.</param>
internal readonly record struct SignKinds(EventKind Zero, EventKind Positive)
{
    public static readonly SignKinds Usual = new(EventKind.Purchase, EventKind.Purchase);
}
