using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tracker.Api.OpenApi;

/// <summary>Writes the parts of the API document as HTML. All text goes through the encoder.</summary>
internal sealed class ReferenceWriter
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly StringBuilder html = new();

    public override string ToString() => html.ToString();

    public static string Safe(string text) => HtmlEncoder.Default.Encode(text);

    /// <summary>Markup of our own.</summary>
    public void Raw(string markup) => html.Append(markup);

    public void Element(string name, string text) => html.Append($"<{name}>{Safe(text)}</{name}>\n");

    public void Operation(string id, string title, JsonElement operation)
    {
        html.Append($"<article id=\"{Safe(id)}\">\n<h3><code>{Safe(title)}</code></h3>\n");
        Element("p", $"{operation.GetProperty("summary")}. {(operation.TryGetProperty("description", out var role) ? role : "For anyone.")}");
        if (operation.TryGetProperty("parameters", out var parameters))
        {
            Table(["parameter", "in", "is", "", "example"], parameters.EnumerateArray().Select(parameter => new[]
            {
                Text(parameter, "name") + (parameter.TryGetProperty("required", out var required) && required.GetBoolean() ? " *" : ""), Text(parameter, "in"),
                TypeOf(parameter.GetProperty("schema")), Text(parameter, "description"), Text(parameter, "example"),
            }));
        }

        if (operation.TryGetProperty("requestBody", out var body))
            Contents("Body", body);
        foreach (var response in operation.GetProperty("responses").EnumerateObject().Where(response => response.Name[0] < '4'))
            Contents($"{response.Name} {Text(response.Value, "description")}", response.Value);
        Element("p", $"Errors, each a problem document: {string.Join(", ", operation.GetProperty("responses").EnumerateObject().Where(response => response.Name[0] >= '4').Select(response => response.Name))}");
        html.Append("</article>\n");
    }

    public void Schema(string name, JsonElement schema)
    {
        html.Append($"<article id=\"schema-{Safe(name)}\">\n<h3><code>{Safe(name)}</code></h3>\n");
        if (Text(schema, "description") is { Length: > 0 } description)
            Element("p", description);
        if (schema.TryGetProperty("properties", out var properties))
            Table(["member", "is", ""], properties.EnumerateObject().Select(member => new[] { member.Name, TypeOf(member.Value), Text(member.Value, "description") }));
        else
            Element("p", TypeOf(schema));
        html.Append("</article>\n");
    }

    /// <summary>Each form that there is, with its example behind a click.</summary>
    private void Contents(string title, JsonElement of)
    {
        if (!of.TryGetProperty("content", out var contents))
        {
            Element("p", title);
            return;
        }

        foreach (var content in contents.EnumerateObject())
        {
            var schema = content.Value.TryGetProperty("schema", out var described) ? TypeOf(described) : "";
            html.Append($"<details>\n<summary>{Safe($"{title}: {content.Name}")}{(schema is "" or "string" ? "" : $", <code>{Safe(schema)}</code>")}</summary>\n");
            if (content.Value.TryGetProperty("example", out var example))
                html.Append($"<pre tabindex=\"0\">{Safe(example.ValueKind == JsonValueKind.String ? example.GetString()! : JsonSerializer.Serialize(example, Indented))}</pre>\n");
            html.Append("</details>\n");
        }
    }

    private void Table(string[] header, IEnumerable<string[]> rows)
    {
        html.Append("<div class=\"wide\">\n<table>\n<thead><tr>").AppendJoin("", header.Select(cell => $"<th scope=\"col\">{Safe(cell)}</th>")).Append("</tr></thead>\n<tbody>\n");
        foreach (var row in rows)
            html.Append("<tr>").AppendJoin("", row.Select((cell, i) => i == 0 ? $"<td><code>{Safe(cell)}</code></td>" : $"<td>{Safe(cell)}</td>")).Append("</tr>\n");
        html.Append("</tbody>\n</table>\n</div>\n");
    }

    private static string Text(JsonElement of, string name) => of.TryGetProperty(name, out var value) ? value.ToString() : "";

    /// <summary>A schema in a word or two.</summary>
    private static string TypeOf(JsonElement schema)
    {
        if (schema.TryGetProperty("$ref", out var reference))
            return reference.ToString().Split('/')[^1];
        if (schema.TryGetProperty("oneOf", out var one))
            return string.Join(" or ", one.EnumerateArray().Select(TypeOf));
        if (schema.TryGetProperty("enum", out var names))
            return string.Join(" | ", names.EnumerateArray());
        var type = !schema.TryGetProperty("type", out var types) ? ""
            : types.ValueKind == JsonValueKind.Array ? string.Join(" or ", types.EnumerateArray().OrderBy(name => name.ToString() == "null")) : types.ToString();
        if (schema.TryGetProperty("items", out var items))
            type = type.Replace("array", $"list of {TypeOf(items)}", StringComparison.Ordinal);
        if (schema.TryGetProperty("additionalProperties", out var more) && more.ValueKind == JsonValueKind.Object)
            type = type.Replace("object", $"{TypeOf(more)} by name", StringComparison.Ordinal);
        return (schema.TryGetProperty("minimum", out var least), schema.TryGetProperty("maximum", out var most)) switch
        {
            (true, true) => $"{type}, {least} to {most}",
            (true, false) => $"{type}, {least} or more",
            _ => type,
        };
    }
}
