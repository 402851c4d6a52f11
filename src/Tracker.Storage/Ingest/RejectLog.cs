using Npgsql;
using NpgsqlTypes;

namespace Tracker.Storage.Ingest;

/// <summary>Collects the rejects of a load from all threads; many of them go on to a staging table, so that a file of nothing but garbage does not fill the memory.</summary>
internal sealed class RejectLog(NpgsqlDataSource source, string table)
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
            using var connection = source.OpenConnection();
            using var copy = connection.BeginBinaryImport($"COPY {table} (file, line, \"column\", reason, raw) FROM STDIN (FORMAT BINARY)");
            foreach (var reject in waiting)
            {
                copy.StartRow();
                copy.Write(reject.File, NpgsqlDbType.Text);
                copy.Write(reject.Line, NpgsqlDbType.Bigint);
                if (reject.Column is null)
                    copy.WriteNull();
                else
                    copy.Write(reject.Column, NpgsqlDbType.Text);
                copy.Write(reject.Reason, NpgsqlDbType.Text);
                copy.Write(reject.Raw, NpgsqlDbType.Text);
            }

            copy.Complete();
            waiting.Clear();
        }
    }

}
