namespace Tracker.Storage.Ingest;

/// <summary>What a label names; the numbers stand in <c>warehouse.labels.kind</c>.</summary>
internal enum LabelKind : short
{
    Merchant = 1,
    Brand = 2,
    Product = 3,
}
