using System.Text.Json;
using Tracker.Core.Panel;

namespace Tracker.Storage.Work;

/// <summary>Something to be done that is not in the ledger yet.</summary>
/// <param name="Kind">One of <see cref="WorkKind"/>.</param>
/// <param name="Key">All that makes it this request and no other; as long as one with this key is open, it is the same item.</param>
public sealed record NewWork(string Kind, string Key)
{
    /// <summary>The priority of what people wait for; of all else it is 0.</summary>
    public const short Urgent = 1;

    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public Month? Month { get; init; }

    /// <summary>JSON: ids, dates and names.</summary>
    public string Arguments { get; init; } = "{}";

    /// <summary>The higher is claimed first.</summary>
    public short Priority { get; init; }

    /// <summary>The item that has to have ended first; null for none.</summary>
    public long? AfterId { get; init; }

    /// <summary>With a record of arguments.</summary>
    public NewWork With<T>(T arguments) => this with { Arguments = JsonSerializer.Serialize(arguments, Json) };

    /// <summary>A month to compute.</summary>
    public static NewWork OfMonth(Month month) => new(WorkKind.Month, $"{WorkKind.Month} {month}") { Month = month };
}
