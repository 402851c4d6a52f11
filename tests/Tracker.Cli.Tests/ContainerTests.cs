using System.Text.RegularExpressions;
using Tracker.Testing;
using YamlDotNet.Serialization;

namespace Tracker.Cli.Tests;

/// <summary>What the Dockerfile and compose.yaml name exists; no container is made.</summary>
public partial class ContainerTests
{
    private static readonly string Dockerfile = File.ReadAllText(Path.Combine(Repository.Root, "Dockerfile"));

    /// <summary>What Tracker reads, with what the framework, OpenTelemetry and the image of PostgreSQL read.</summary>
    private static readonly string[] Others = ["DOTNET_EnableDiagnostics", "OTEL_EXPORTER_OTLP_ENDPOINT", "POSTGRES_DB", "POSTGRES_USER", "POSTGRES_PASSWORD"];

    private static readonly Dictionary<object, object> Compose =
        new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build().Deserialize<Dictionary<object, object>>(
            new YamlDotNet.Core.MergingParser(new YamlDotNet.Core.Parser(new StringReader(File.ReadAllText(Path.Combine(Repository.Root, "compose.yaml"))))));

    private static Dictionary<object, object> Services => Map(Compose["services"]);

    [Fact]
    public void Publish_NamesTheProjectWhoseProgramIsTheEntry()
    {
        var project = Regex.Match(Dockerfile, @"dotnet publish (\S+\.csproj)").Groups[1].Value;
        Assert.True(File.Exists(Path.Combine(Repository.Root, project)), project);
        Assert.Contains("<AssemblyName>tracker</AssemblyName>", File.ReadAllText(Path.Combine(Repository.Root, project)), StringComparison.Ordinal);
        Assert.Contains("""ENTRYPOINT ["dotnet", "/app/tracker.dll"]""", Dockerfile, StringComparison.Ordinal);
    }

    [Fact]
    public void TheImage_RunsAsNobodyInParticularAndHoldsNoSecret()
    {
        var last = Dockerfile[Dockerfile.LastIndexOf("FROM ", StringComparison.Ordinal)..];
        Assert.Matches(@"(?m)^USER \$APP_UID$", last);
        Assert.DoesNotMatch("(?i)password|secret|token", Dockerfile);
        Assert.DoesNotContain("curl", Dockerfile, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryVerbAndOption_Exists()
    {
        var lines = Lists().Matches(Dockerfile).Select(list => Words().Matches(list.Value).Select(word => word.Groups[1].Value).ToArray())
            .Concat(Services.Values.Select(Map).Where(service => service.ContainsKey("command")).Select(service => Texts(service["command"])))
            .Concat(Services.Values.Select(Map).Where(service => service.ContainsKey("healthcheck") && Map(service["healthcheck"]).ContainsKey("test")).Select(service => Texts(Map(service["healthcheck"])["test"])))
            .Select(words => words.SkipWhile(word => word is "CMD" or "dotnet" or "/app/tracker.dll").ToArray())
            .Where(words => words is [not "pg_isready", ..]).ToArray();
        Assert.True(lines.Length >= 5, $"expected the commands of both files, found {lines.Length}");
        foreach (var words in lines)
        {
            var help = await TrackerProcess.RunAsync(words[0], "--help");
            Assert.Contains($"Usage:\n  tracker {words[0]} ", help.Output, StringComparison.Ordinal);
            foreach (var option in words.Where(word => word.StartsWith("--", StringComparison.Ordinal)))
                Assert.Contains($"{option} ", help.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void EveryVariable_IsRead()
    {
        var named = Regex.Matches(Dockerfile, @"(?m)^ENV (.*)$").SelectMany(line => Regex.Matches(line.Groups[1].Value, @"(\w+)=").Select(name => name.Groups[1].Value))
            .Concat(Services.Values.Select(Map).Where(service => service.ContainsKey("environment")).SelectMany(service => Map(service["environment"]).Keys.Cast<string>()));
        var sources = string.Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        Assert.All(named.Distinct(), name => Assert.True(Others.Contains(name) || sources.Contains($"\"{name}\"", StringComparison.Ordinal), name));
    }

    [Fact]
    public void EveryService_IsReadOnlyAndGainsNoPrivileges_AndTwoWorkersWork()
    {
        Assert.Equal(["database", "serve", "worker"], Services.Keys.Cast<string>().Order());
        Assert.All(Services.Values.Select(Map), service =>
        {
            Assert.Equal(true, service["read_only"]);
            Assert.Contains("/tmp", Texts(service["tmpfs"]));
            Assert.Equal(["no-new-privileges:true"], Texts(service["security_opt"]));
            Assert.True(service.ContainsKey("healthcheck"));
        });
        Assert.Equal("2", Map(Map(Services["worker"])["deploy"])["replicas"].ToString());
        Assert.Contains("database:/var/lib/postgresql/data", Texts(Map(Services["database"])["volumes"]));
        Assert.All(Regex.Matches(File.ReadAllText(Path.Combine(Repository.Root, "compose.yaml")), @"(?i)password[:=]\s*(\S+)"), found => Assert.StartsWith("${", found.Groups[1].Value, StringComparison.Ordinal));
        Assert.Contains("127.0.0.1:8080:8080", Texts(Map(Services["serve"])["ports"]));
    }

    private static Dictionary<object, object> Map(object value) => Assert.IsType<Dictionary<object, object>>(value);

    private static string[] Texts(object value) => [.. Assert.IsType<List<object>>(value).Select(text => text.ToString()!)];

    [GeneratedRegex(@"(?m)(?<=CMD )\[.*\]$")]
    private static partial Regex Lists();

    [GeneratedRegex("\"([^\"]*)\"")]
    private static partial Regex Words();
}
