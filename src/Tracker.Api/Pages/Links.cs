using Microsoft.AspNetCore.WebUtilities;
using Tracker.Core.Panel;

namespace Tracker.Api.Pages;

/// <summary>Addresses of views: all that a view shows stands in its address, so that it can be sent to a colleague.</summary>
public static class Links
{
    public static string Movers(string month) => With("/movers", ("month", month));

    public static string Movers(Month month) => Movers($"{month}");

    public static string Mover(string month, string sector, string metric) => With("/mover", ("month", month), ("sector", sector), ("metric", metric));

    public static string Decomposition(long id) => $"/decompositions/{id}";

    public static string Drivers(long id) => $"/drivers/{id}";

    /// <summary>The form that asks, filled in.</summary>
    public static string Ask(string month, string sector, string metric, string? reference, string? about = null) =>
        With("/ask", ("month", month), ("sector", sector), ("metric", metric), ("reference", reference), ("about", about));

    public static string With(string path, params (string Name, string? Value)[] query) =>
        QueryHelpers.AddQueryString(path, query.Where(pair => !string.IsNullOrEmpty(pair.Value)).Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
}
