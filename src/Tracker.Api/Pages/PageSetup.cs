using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Primitives;
using Tracker.Api.Access;
using Tracker.Api.Answers;
using Tracker.Storage.Access;

namespace Tracker.Api.Pages;

/// <summary>The pages: what they need, what every answer says to browsers, and how an error looks.</summary>
internal static class PageSetup
{
    private const string Error = "/error";

    /// <summary>Nothing is loaded from elsewhere, nothing in the text of a page runs or styles it, and no other page shows it in a frame.</summary>
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static void Add(IServiceCollection services)
    {
        services.AddRazorPages(options => options.Conventions.AuthorizeFolder("/", $"{Role.Reader}")).AddApplicationPart(typeof(PageSetup).Assembly);
        services.AddSingleton<IAntiforgery, SessionAntiforgery>();
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddHttpContextAccessor();
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true; // tokens of forms are masked
            options.MimeTypes = ["text/html"];
        });
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
        WithoutKeyRing(services);
    }

    /// <summary>Before routing.</summary>
    public static void UsePages(this WebApplication app)
    {
        app.Use((http, next) =>
        {
            http.Response.OnStarting(() =>
            {
                var headers = http.Response.Headers;
                headers.XContentTypeOptions = "nosniff";
                if (StringValues.IsNullOrEmpty(headers.ContentSecurityPolicy))
                    headers.ContentSecurityPolicy = ContentSecurityPolicy;
                headers["Referrer-Policy"] = "same-origin";
                headers["Cross-Origin-Opener-Policy"] = "same-origin";
                return Task.CompletedTask;
            });
            return next(http);
        });
        app.UseResponseCompression();
        app.UseWhen(SessionAuthentication.WantsPage, pages =>
        {
            pages.UseExceptionHandler(new ExceptionHandlerOptions
            {
                ExceptionHandlingPath = Error,
                CreateScopeForErrors = true, // what failed to authenticate is asked anew
                AllowStatusCode404Response = true,
                StatusCodeSelector = Problems.StatusOf,
                SuppressDiagnosticsCallback = context => Problems.StatusOf(context.Exception) < StatusCodes.Status500InternalServerError,
            });
            pages.UseStatusCodePagesWithReExecute(Error);
        });
    }

    /// <summary>Views bring a ring of keys to protect data with. Nothing here is protected by it, so none is made or written.</summary>
    private static void WithoutKeyRing(IServiceCollection services)
    {
        services.Replace(ServiceDescriptor.Singleton<IDataProtectionProvider, EphemeralDataProtectionProvider>());
        var ring = typeof(KeyManagementOptions).Assembly;
        foreach (var started in services.Where(service => service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Assembly == ring).ToList())
            services.Remove(started);
    }
}
