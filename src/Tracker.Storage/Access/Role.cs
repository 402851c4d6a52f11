namespace Tracker.Storage.Access;

/// <summary>What the holder of a key may do. Each may do what those before it may.</summary>
public enum Role
{
    /// <summary>Reads results.</summary>
    Reader,

    /// <summary>Also says what movers are worth.</summary>
    Analyst,

    /// <summary>Also has months computed, and sees what was refused.</summary>
    Operator,
}
