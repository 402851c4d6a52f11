namespace Tracker.Storage.Ingest.Csv;

/// <summary>Whether a position lies within a quoted field (RFC 4180): a quote opens only where a field begins, and two in a row stand for one.</summary>
internal struct QuoteState
{
    private int closedAt;

    public QuoteState() => closedAt = -2;

    public bool Open { get; private set; }

    public void Quote(int at, bool fieldBegins)
    {
        if (Open)
        {
            Open = false;
            closedAt = at;
        }
        else if (fieldBegins || closedAt == at - 1)
        {
            Open = true;
        }
    }
}
