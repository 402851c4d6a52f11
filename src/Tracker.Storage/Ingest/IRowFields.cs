namespace Tracker.Storage.Ingest;

/// <summary>Walks the rows of a block and gives the fields of each as bytes: records of CSV, or lines of JSON.</summary>
internal interface IRowFields
{
    /// <summary>The line of the file on which the row begins.</summary>
    long Line { get; }

    /// <summary>The row as it stands in the file.</summary>
    ReadOnlySpan<byte> Raw { get; }

    /// <summary>A field; empty where the row has none.</summary>
    ReadOnlySpan<byte> this[int index] { get; }

    bool MoveNext();

    /// <summary>Why the row as a whole cannot be used; null where it can.</summary>
    string? TextProblem(int expectedFields);
}
