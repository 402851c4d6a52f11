using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Tracker.Storage.Results;

/// <summary>
/// The program of a run: the product version, and a hash of the ids that the compiler gives to the assemblies that compute. Builds are
/// deterministic, so the same source has the same id in every folder, and any change of it another one.
/// </summary>
public static class CodeVersion
{
    private const int HashDigits = 12;

    /// <returns>Such as "0.1.0+3f9a0c2b7d51".</returns>
    public static string Of(params Assembly[] assemblies)
    {
        var product = typeof(CodeVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        var ids = assemblies
            .OrderBy(assembly => assembly.GetName().Name, StringComparer.Ordinal)
            .Select(assembly => $"{assembly.GetName().Name} {assembly.ManifestModule.ModuleVersionId}");
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join("\n", ids))));
        return $"{product}+{hash[..HashDigits]}";
    }
}
