using System.Globalization;
using Tracker.Storage.Ingest.Plans;

namespace Tracker.Storage.Ingest.Datasets;

/// <summary>Reads <c>events.columns</c> and <c>events.leave_out</c> of a dataset.yaml.</summary>
internal static class EventYaml
{
    private static readonly string[] Kinds = ["visit", "purchase", "refund"];

    public static EventMapping Read(YamlMap columns, IReadOnlyList<YamlMap> leaveOut)
    {
        columns.Allow(
            "event_id", "consumer_id", "occurred_at", "sector", "category", "kind", "quantity", "amount", "currency", "merchant", "brand", "product");
        foreach (var required in new[] { "consumer_id", "occurred_at", "amount" })
        {
            if (!columns.Has(required))
                throw columns.Fault(null, $"expected {required}");
        }

        if (!columns.Has("sector") && !columns.Has("category"))
            throw columns.Fault(null, "expected sector or category");
        var hasSigns = columns.IsMap("kind") && columns.Map("kind").Has("sign");
        return new()
        {
            EventId = Optional("event_id"),
            Consumer = FieldYaml.Text(columns, "consumer_id"),
            OccurredAt = FieldYaml.Text(columns, "occurred_at", "format"),
            Time = FieldYaml.Format(columns, "occurred_at"),
            Sector = Optional("sector"),
            Category = Optional("category"),
            Kind = columns.Has("kind") && !hasSigns ? FieldYaml.Words(columns, "kind", Kinds) : null,
            Signs = hasSigns ? Signs(columns.Map("kind").Allow("sign").Map("sign").Allow("negative", "zero", "positive")) : SignKinds.Usual,
            Quantity = Optional("quantity"),
            Amount = Amount(columns),
            Currency = Optional("currency"),
            Merchant = Optional("merchant"),
            Brand = Optional("brand"),
            Product = Optional("product"),
            LeaveOut = [.. leaveOut.Select(LeaveOut)],
        };

        TextMapping? Optional(string key) => columns.Has(key) ? FieldYaml.Text(columns, key) : null;
    }

    private static AmountMapping Amount(YamlMap columns)
    {
        if (!columns.IsMap("amount"))
            return new(FieldYaml.Text(columns, "amount"));
        var map = columns.Map("amount").Allow("column", "product", "divide_by", "negate", "decimal_comma");
        if (map.Has("column") == map.Has("product"))
            throw columns.Fault("amount", "expected either column or product");
        var factors = map.Texts("product");
        if (map.Has("product") && (factors.Count != 2 || factors.Any(factor => factor.Length == 0)))
            throw map.Fault("product", "expected two columns, as in [price, quantity]");
        var divisor = 1m;
        if (map.Text("divide_by") is { } text && (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out divisor) || divisor <= 0))
            throw map.Fault("divide_by", $"expected a number above 0, got {text}");
        var (first, second) = map.Has("column")
            ? (FieldYaml.Text(map, "column"), null)
            : (Column(factors[0]), Column(factors[1]));
        return new(first, second, divisor, FieldYaml.Flag(map, "negate"), FieldYaml.Flag(map, "decimal_comma"));

        TextMapping Column(string name) => new() { Column = name, Where = map.Where("product") };
    }

    private static SignKinds Signs(YamlMap signs)
    {
        Expect("negative", "refund", "refund");
        return new(
            Expect("zero", "purchase", "purchase", "visit") == "visit" ? EventKind.Visit : EventKind.Purchase,
            Expect("positive", "purchase", "purchase", "refund") == "refund" ? EventKind.Refund : EventKind.Purchase);

        string Expect(string sign, string usual, params string[] allowed)
        {
            var word = signs.Text(sign) ?? usual;
            return allowed.Contains(word)
                ? word
                : throw signs.Fault(sign, $"expected {string.Join(" or ", allowed)}, got {word} (amount: negate: true turns the signs of a file)");
        }
    }

    private static LeaveOut LeaveOut(YamlMap rule)
    {
        rule.Allow("column", "values", "reason");
        var values = rule.Texts("values");
        if (values.Count == 0)
            throw rule.Fault(null, "expected values, those of the rows to leave out (\"\" is the empty one)");
        return new(FieldYaml.Text(rule, "column"), values, rule.RequireText("reason"));
    }
}
