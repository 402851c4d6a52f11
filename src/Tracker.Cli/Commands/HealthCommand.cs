using System.CommandLine;
using Tracker.Api;
using Tracker.Cli.Output;

namespace Tracker.Cli.Commands;

/// <summary>Asks a running service how it is, for containers that have no other program to ask with.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    public static Verb Create()
    {
        var url = new Option<Uri>("--url")
        {
            Description = "Of the service",
            HelpName = "url",
            DefaultValueFactory = _ => new(ServiceOptions.UsualUrl),
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (Uri.TryCreate(text, UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https")
                    return parsed;
                result.AddError($"--url {text}: expected http://HOST:PORT");
                return null;
            },
        };
        var verb = new Verb("health", "Asks a running service whether it is ready; fails where it is not, or does not answer", "health", "health --url http://127.0.0.1:8080")
        {
            url,
        };
        return verb.Does(async (arguments, cancellation) =>
        {
            var asked = new Uri(arguments.GetRequiredValue(url), "/health/ready");
            using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Patience };
            try
            {
                using var answer = await client.GetAsync(asked, cancellation);
                if (!answer.IsSuccessStatusCode)
                    throw new IOException($"{asked}: expected 200, got {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellation)}");
                Result.PrintOne(verb.Format(arguments), [new Column<string>("status", status => status)], "ready");
            }
            catch (HttpRequestException error)
            {
                throw new IOException($"{asked}: no answer: {error.Message}", error);
            }
            catch (TaskCanceledException error) when (!cancellation.IsCancellationRequested)
            {
                throw new IOException($"{asked}: no answer within {Patience.TotalSeconds} s", error);
            }
        });
    }
}
