namespace Tracker.Synthetic.Drawing;

/// <summary>The kinds of the column of the same name.</summary>
internal enum EventKind : byte
{
    Visit,
    Purchase,
    Refund,
}
