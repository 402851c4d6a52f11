namespace Tracker.Storage.Results;

/// <summary>What is stored of a mover on request.</summary>
public interface IMoverAnswer
{
    /// <summary>The kind of its key.</summary>
    static abstract string Kind { get; }

    /// <summary>Where it is stored.</summary>
    static abstract string Table { get; }

    /// <summary>The column of its number.</summary>
    static abstract string IdColumn { get; }

    /// <summary>What the month is compared with.</summary>
    string Reference { get; }

    /// <summary>What it tells of.</summary>
    IReadOnlyList<string> Attributes { get; }
}
