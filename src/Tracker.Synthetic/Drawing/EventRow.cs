namespace Tracker.Synthetic.Drawing;

/// <summary>An event with everything that its row says.</summary>
/// <param name="Second">Since the start of the month.</param>
/// <param name="Consumer">Position of the consumer.</param>
/// <param name="Sector">Position of the sector.</param>
/// <param name="Kind">Visit, purchase or refund.</param>
/// <param name="Quantity">Units; 0 for a visit.</param>
/// <param name="Merchant">Position in the catalogue of the sector.</param>
/// <param name="Product">Position in the catalogue of the sector; of no meaning for a visit.</param>
/// <param name="Cents">Amount in cents.</param>
internal readonly record struct EventRow(
    int Second, int Consumer, byte Sector, EventKind Kind, byte Quantity, ushort Merchant, ushort Product, long Cents);
