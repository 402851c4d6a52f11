using System.Reflection;
using Tracker.Core.Panel;

namespace Tracker.Api.Answers;

/// <summary>Refuses what no endpoint takes: an unknown or repeated parameter of the query, and control characters in one.</summary>
internal static class KnownParameters
{
    public static EndpointFilterDelegate Factory(EndpointFilterFactoryContext context, EndpointFilterDelegate next)
    {
        var known = NamesOf(context.MethodInfo).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return invocation =>
        {
            foreach (var (name, values) in invocation.HttpContext.Request.Query)
            {
                if (!known.Contains(name) && !(name == Media.Parameter && Media.HasForms(invocation.HttpContext.GetEndpoint()!)))
                    throw Unknown(name, Media.HasForms(invocation.HttpContext.GetEndpoint()!) ? [.. known, Media.Parameter] : known);
                if (values.Count > 1)
                    throw Problem.BadRequest($"{name}: expected one value, got {values.Count}");
                if (values.ToString().Any(char.IsControl))
                    throw Problem.BadRequest($"{name}: expected no control character");
            }

            return next(invocation);
        };
    }

    private static Problem Unknown(string name, HashSet<string> known) =>
        Problem.BadRequest($"{Shown(name)}: expected {(known.Count == 0 ? "no parameter" : $"one of {string.Join(", ", known.Order(StringComparer.Ordinal))}")}");

    private static IEnumerable<string> NamesOf(MethodInfo method) =>
        from parameter in method.GetParameters()
        let type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType
        where type == typeof(string) || type == typeof(Month) || type.IsPrimitive
        select parameter.Name;

    private static string Shown(string name) => new([.. name.Take(40).Select(letter => char.IsControl(letter) ? '·' : letter)]);
}
