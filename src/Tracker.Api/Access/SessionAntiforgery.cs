using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.WebUtilities;

namespace Tracker.Api.Access;

/// <summary>
/// Forms bring back a token that is made from the session, so that several servers agree on it without sharing a key ring. It is under a new mask in each answer, because
/// answers are compressed. Before a session there is no token: then, as always, the form must come from this site.
/// </summary>
internal sealed class SessionAntiforgery : IAntiforgery
{
    private const string Field = "__token";
    private const string Header = "X-Token";
    private const int Bytes = 32;

    private static readonly byte[] Purpose = Encoding.UTF8.GetBytes("tracker form");

    public AntiforgeryTokenSet GetAndStoreTokens(HttpContext httpContext) => GetTokens(httpContext);

    public AntiforgeryTokenSet GetTokens(HttpContext httpContext)
    {
        Span<byte> masked = stackalloc byte[2 * Bytes];
        RandomNumberGenerator.Fill(masked);
        if (SessionAuthentication.SecretOf(httpContext) is { } secret)
            Xor(masked[..Bytes], TokenOf(secret), masked[Bytes..]);
        return new(WebEncoders.Base64UrlEncode(masked), null, Field, Header);
    }

    public async Task<bool> IsRequestValidAsync(HttpContext httpContext)
    {
        var request = httpContext.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            return true;
        if (!IsOfThisSite(request))
            return false;
        if (SessionAuthentication.SecretOf(httpContext) is not { } secret)
            return true;
        var given = request.Headers[Header].ToString();
        if (given.Length == 0 && request.HasFormContentType)
            given = await FieldAsync(request);
        return IsToken(given, secret);
    }

    public async Task ValidateRequestAsync(HttpContext httpContext)
    {
        if (!await IsRequestValidAsync(httpContext))
            throw new AntiforgeryValidationException("expected a form of this site");
    }

    public void SetCookieTokenAndHeader(HttpContext httpContext)
    {
        // The session's cookie is all there is.
    }

    /// <summary>Browsers say with every post where it comes from.</summary>
    private static bool IsOfThisSite(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return (request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none")
            && (origin.Length == 0 || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Empty where the form has none, or cannot be read: it is cut off, or has too many fields.</summary>
    private static async Task<string> FieldAsync(HttpRequest request)
    {
        try
        {
            return (await request.ReadFormAsync(request.HttpContext.RequestAborted))[Field].ToString();
        }
        catch (Exception error) when (error is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            return "";
        }
    }

    private static bool IsToken(string given, string secret)
    {
        if (given.Length != WebEncoders.Base64UrlEncode(new byte[2 * Bytes]).Length)
            return false;
        try
        {
            Span<byte> masked = WebEncoders.Base64UrlDecode(given);
            Span<byte> token = stackalloc byte[Bytes];
            Xor(masked[..Bytes], masked[Bytes..], token);
            return CryptographicOperations.FixedTimeEquals(token, TokenOf(secret));
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static byte[] TokenOf(string secret) => HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Purpose);

    private static void Xor(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> result)
    {
        for (var i = 0; i < result.Length; i++)
            result[i] = (byte)(left[i] ^ right[i]);
    }
}
