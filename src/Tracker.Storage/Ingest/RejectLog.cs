namespace Tracker.Storage.Ingest;

/// <summary>Collects the rejects of a load from all threads; many of them go on in batches, so that a file of nothing but garbage does not fill the memory.</summary>
/// <param name="write">Takes a batch: to a staging table, or into the report of a check.</param>
internal sealed class RejectLog(Action<IReadOnlyList<Reject>> write)
{
    private const int InMemory = 20_000;
    private readonly Lock gate = new();
    private readonly List<Reject> waiting = [];

    public long Count { get; private set; }

    /// <summary>Sum of the amounts of the rejects whose amount could be read, with the sign of the file.</summary>
    public long Cents { get; private set; }

    /// <summary>Rejects of other files than events: they stand beside the books.</summary>
    public int Beside { get; private set; }

    /// <summary>A row of events.</summary>
    public void Add(Reject reject, long cents)
    {
        lock (gate)
        {
            Count++;
            Cents += cents;
            Keep(reject);
        }
    }

    public void AddBeside(Reject reject)
    {
        lock (gate)
        {
            Beside++;
            Keep(reject);
        }
    }

    private void Keep(Reject reject)
    {
        lock (gate)
        {
            waiting.Add(reject);
            if (waiting.Count >= InMemory)
                Flush();
        }
    }

    public void Flush()
    {
        lock (gate)
        {
            if (waiting.Count == 0)
                return;
            write(waiting);
            waiting.Clear();
        }
    }
}
