using System.Text.Json;
using Tracker.Api.Output;

namespace Tracker.Api.Answers;

/// <summary>The members of a record of the service as columns, so that CSV has the names, the order and the values of JSON.</summary>
internal static class RecordColumns<T>
{
    public static readonly IReadOnlyList<Column<T>> All =
        [.. StrictJson.Options.GetTypeInfo(typeof(T)).Properties.Select(property => new Column<T>(property.Name, record => Named(property.Get!(record!))))];

    private static object? Named(object? value) => value is Enum name ? JsonNamingPolicy.CamelCase.ConvertName($"{name}") : value;
}
