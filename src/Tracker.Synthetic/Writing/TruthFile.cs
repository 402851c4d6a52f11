using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tracker.Synthetic.Writing;

/// <summary>truth.json.</summary>
internal static class TruthFile
{
    public static void Write(string path, Truth truth)
    {
        using var stream = File.Create(path);
        using var json = new Utf8JsonWriter(stream, new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteStartArray("planted");
        foreach (var planted in truth.Planted)
            Write(json, planted);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PlantedMover planted)
    {
        json.WriteStartObject();
        json.WriteString("month", planted.Month.ToString());
        json.WriteString("sector", planted.Sector.Name);
        json.WriteString("metric", planted.Metric.Name);
        json.WriteString("kind", planted.Kind);
        json.WriteStartObject("segment");
        foreach (var (attribute, value) in planted.Segment)
            json.WriteString(attribute, value);
        json.WriteEndObject();
        json.WriteNumber("size", planted.Size);
        json.WriteNumber("structural", planted.Structural);
        json.WriteNumber("behavioural", planted.Behavioural);
        json.WriteStartObject("effects");
        foreach (var (metric, effect) in planted.Effects)
            json.WriteNumber(metric.Name, effect);
        json.WriteEndObject();
        json.WriteNumber("scale", planted.Scale);
        json.WriteNumber("sigma", planted.Sigma);
        json.WriteNumber("activeConsumers", planted.ActiveConsumers);
        json.WriteNumber("plant", planted.Plant);
        if (planted.Brand is not null)
            json.WriteString("brand", planted.Brand);
        if (planted.Word is not null)
            json.WriteString("word", planted.Word);
        json.WriteEndObject();
    }
}
