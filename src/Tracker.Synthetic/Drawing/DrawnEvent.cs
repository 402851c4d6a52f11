namespace Tracker.Synthetic.Drawing;

/// <summary>What of an event counts in the mart. A refund follows the purchase that it gives back.</summary>
/// <param name="Sector">Position of the sector.</param>
/// <param name="Kind">Visit, purchase or refund.</param>
/// <param name="Cents">Amount in cents, above zero except for a visit.</param>
/// <param name="IsAdded">A purchase that there would not have been without the plant.</param>
internal readonly record struct DrawnEvent(int Sector, EventKind Kind, long Cents, bool IsAdded = false);
