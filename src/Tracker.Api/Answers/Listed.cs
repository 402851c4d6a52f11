using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Tracker.Api.Output;

namespace Tracker.Api.Answers;

/// <summary>A list as JSON, CSV or XLSX, with a tag. It is read only when neither the client nor the service has it.</summary>
/// <param name="version">Of the data that it is made from.</param>
/// <param name="read">Reads it.</param>
internal sealed class Listed<T>(string version, Func<Task<Page<T>>> read) : IResult, IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(Page<T>), [Media.Json]));
        builder.Metadata.Add(new Offers(Media.Csv));
        builder.Metadata.Add(new Offers(Media.Workbook));
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status304NotModified, typeof(void), []));
    }

    public Task ExecuteAsync(HttpContext httpContext) => WrittenAnswers.SendAsync(httpContext, version, async () =>
    {
        var page = await read();
        var media = Media.Of(httpContext);
        return media == Media.Json
            ? Written.Json(page, page.Next)
            : Written.Sheets(media, [Sheet.Of(httpContext.GetEndpoint()!.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName, RecordColumns<T>.All, page.Items)], page.Next);
    });
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

    public Task ExecuteAsync(HttpContext httpContext) => WrittenAnswers.SendAsync(httpContext, version, async () => Written.Json(await read()));
}

/// <summary>One thing as JSON, its list as CSV, both as XLSX, with a tag.</summary>
/// <param name="version">Of the data that it is made from.</param>
/// <param name="read">Reads it.</param>
internal sealed class Sheeted<T>(string version, Func<Task<T>> read) : IResult, IEndpointMetadataProvider
    where T : ISheets
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        One<T>.PopulateMetadata(method, builder);
        builder.Metadata.Add(new Offers(Media.Csv));
        builder.Metadata.Add(new Offers(Media.Workbook));
    }

    public Task ExecuteAsync(HttpContext httpContext) => WrittenAnswers.SendAsync(httpContext, version, async () =>
    {
        var one = await read();
        var media = Media.Of(httpContext);
        return media == Media.Json ? Written.Json(one) : Written.Sheets(media, one.Sheets());
    });
}

/// <summary>One thing that holds a list.</summary>
internal interface ISheets
{
    /// <summary>The last is the list, with a header.</summary>
    IReadOnlyList<Sheet> Sheets();
}
