using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tracker.Cli.Output;

/// <summary>One object a line. Numbers are the shortest that read back as the same double.</summary>
internal static class JsonOutput
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void WriteAll<T>(Stream stream, IReadOnlyList<Column<T>> columns, IEnumerable<T> records)
    {
        stream.Write("["u8);
        var between = false;
        foreach (var record in records)
        {
            stream.Write(between ? ",\n "u8 : "\n "u8);
            between = true;
            WriteObject(stream, columns, record);
        }

        stream.Write(between ? "\n]\n"u8 : "]\n"u8);
    }

    public static void WriteOne<T>(Stream stream, IReadOnlyList<Column<T>> columns, T record)
    {
        WriteObject(stream, columns, record);
        stream.Write("\n"u8);
    }

    private static void WriteObject<T>(Stream stream, IReadOnlyList<Column<T>> columns, T record)
    {
        using var json = new Utf8JsonWriter(stream, Options);
        json.WriteStartObject();
        foreach (var column in columns)
        {
            json.WritePropertyName(column.Name);
            WriteValue(json, column.Value(record));
        }

        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case int count: json.WriteNumberValue(count); break;
            case long count: json.WriteNumberValue(count); break;
            case decimal money: json.WriteNumberValue(money); break;
            case double number: json.WriteNumberValue(number); break; // NaN and infinity throw: results are finite or absent
            case IReadOnlyList<string> texts:
                json.WriteStartArray();
                foreach (var text in texts)
                    json.WriteStringValue(text);
                json.WriteEndArray();
                break;
            case IReadOnlyList<KeyValuePair<string, string>> named:
                json.WriteStartObject();
                foreach (var (name, text) in named)
                    json.WriteString(name, text);
                json.WriteEndObject();
                break;
            case IReadOnlyList<KeyValuePair<string, double>> named:
                json.WriteStartObject();
                foreach (var (name, number) in named)
                    json.WriteNumber(name, number);
                json.WriteEndObject();
                break;
            case IReadOnlyList<Fields> records:
                json.WriteStartArray();
                foreach (var record in records)
                {
                    json.WriteStartObject();
                    foreach (var (name, field) in record.Values)
                    {
                        json.WritePropertyName(name);
                        WriteValue(json, field);
                    }

                    json.WriteEndObject();
                }

                json.WriteEndArray();
                break;
            default: json.WriteStringValue(value.ToString()); break;
        }
    }
}
