using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Tracker.Api.Output;

namespace Tracker.Api.Answers;

/// <summary>A list as JSON or CSV, with a tag. It is read only when the client does not have it.</summary>
/// <param name="version">Of the data that it is made from.</param>
/// <param name="read">Reads it.</param>
internal sealed class Listed<T>(string version, Func<Task<Page<T>>> read) : IResult, IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(Page<T>), [Media.Json]));
        builder.Metadata.Add(new Offers(Media.Csv));
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status304NotModified, typeof(void), []));
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        if (Stamp.IsKnown(httpContext, version))
            return;
        var page = await read();
        var response = httpContext.Response;
        if (page.Next is { } next)
            response.Headers.Link = $"<{next}>; rel=\"next\"";
        if (Media.Of(httpContext) != Media.Csv)
        {
            await response.WriteAsJsonAsync(page, StrictJson.Options, httpContext.RequestAborted);
            return;
        }

        using var csv = new MemoryStream();
        CsvOutput.Write(csv, RecordColumns<T>.All, page.Items);
        response.ContentType = $"{Media.Csv}; charset=utf-8; header=present";
        response.ContentLength = csv.Length;
        csv.Position = 0;
        await csv.CopyToAsync(response.Body, httpContext.RequestAborted);
    }
}

/// <summary>One thing as JSON, with a tag.</summary>
/// <param name="version">Of the data that it is made from.</param>
/// <param name="read">Reads it.</param>
internal sealed class One<T>(string version, Func<Task<T>> read) : IResult, IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), [Media.Json]));
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status304NotModified, typeof(void), []));
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        if (!Stamp.IsKnown(httpContext, version))
            await httpContext.Response.WriteAsJsonAsync(await read(), StrictJson.Options, httpContext.RequestAborted);
    }
}
