using System.Text;

namespace Tracker.Storage.Ingest;

/// <summary>Numbers the texts of one kind (sectors, merchants, …) for all threads of a load; remembers which are new, so that they can be saved with it.</summary>
internal sealed class Vocabulary(int limit, int first = 0)
{
    private readonly Lock gate = new();
    private readonly ByteKeyMap numbers = new();
    private readonly List<(int Number, string Text)> known = [];
    private readonly List<(int Number, string Text)> added = [];
    private int next = first;

    public IReadOnlyList<(int Number, string Text)> Added => added;

    public IEnumerable<(int Number, string Text)> All => known.Concat(added);

    public int Count => numbers.Count;

    /// <summary>Enters what the database knows already.</summary>
    public void Know(int number, string text)
    {
        numbers.Add(Encoding.UTF8.GetBytes(text), number);
        known.Add((number, text));
        next = Math.Max(next, number + 1);
    }

    /// <summary>The number of a text, a new one where it is not known yet; false where the vocabulary is full.</summary>
    public bool TryNumber(ReadOnlySpan<byte> text, out int number)
    {
        lock (gate)
        {
            if (numbers.TryGet(text, out number))
                return true;
            if (numbers.Count >= limit)
                return false;
            number = next++;
            numbers.Add(text, number);
            added.Add((number, Encoding.UTF8.GetString(text)));
            return true;
        }
    }

    /// <summary>A thread's own view: texts that it has seen are found without the lock.</summary>
    public sealed class View(Vocabulary shared)
    {
        private readonly ByteKeyMap seen = new();

        public bool TryNumber(ReadOnlySpan<byte> text, out int number)
        {
            if (seen.TryGet(text, out number))
                return true;
            if (!shared.TryNumber(text, out number))
                return false;
            seen.Add(text, number);
            return true;
        }
    }
}
