using System.Text;

namespace Tracker.Storage.Ingest;

/// <summary>What a row of events may refer to: the panel's consumers, sectors and categories, and the labels seen so far.</summary>
internal sealed class PanelWords
{
    private const int MaxSectors = 1_000;
    private const int MaxLabels = 20_000_000;

    /// <summary>Consumers by the id of the files; complete before the first event is read.</summary>
    public ByteKeyMap Consumers { get; } = new();

    public int ConsumerCount { get; private set; }

    public Vocabulary Sectors { get; } = new(MaxSectors);

    /// <summary>Raw category → sector number, as the database and taxonomy.csv say.</summary>
    public Dictionary<string, int> Categories { get; } = [];

    /// <summary>The categories, to look up as bytes.</summary>
    public ByteKeyMap CategoryNumbers { get; } = new();

    /// <summary>The sectors of the taxonomy; empty without one: then a new name is a new sector.</summary>
    public ByteKeyMap TaxonomySectors { get; } = new();

    /// <summary>Merchants, brands and products are numbered from 1; 0 is none.</summary>
    public Vocabulary Merchants { get; } = new(MaxLabels, first: 1);

    public Vocabulary Brands { get; } = new(MaxLabels, first: 1);

    public Vocabulary Products { get; } = new(MaxLabels, first: 1);

    public Vocabulary LabelsOf(LabelKind kind) => kind switch
    {
        LabelKind.Merchant => Merchants,
        LabelKind.Brand => Brands,
        LabelKind.Product => Products,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a kind of label"),
    };

    public void KnowConsumer(string externalId, int number)
    {
        Consumers.Add(Encoding.UTF8.GetBytes(externalId), number);
        ConsumerCount = Math.Max(ConsumerCount, number + 1);
    }

    /// <summary>Numbers those that are new, in the order in which they come; returns them.</summary>
    public IReadOnlyList<(int Number, string Id)> NumberConsumers(IEnumerable<string> externalIds)
    {
        var added = new List<(int, string)>();
        foreach (var id in externalIds)
        {
            if (Consumers.TryGet(Encoding.UTF8.GetBytes(id), out _))
                continue;
            added.Add((ConsumerCount, id));
            KnowConsumer(id, ConsumerCount);
        }

        return added;
    }

    public int ConsumerNumber(string externalId) =>
        Consumers.TryGet(Encoding.UTF8.GetBytes(externalId), out var number) ? number : throw new KeyNotFoundException("a consumer without a number");

    /// <summary>Called once, when all categories are known.</summary>
    public void FreezeTaxonomy()
    {
        var sectorNames = Sectors.All.ToDictionary(sector => sector.Number, sector => sector.Text);
        foreach (var (category, sector) in Categories)
        {
            CategoryNumbers.Add(Encoding.UTF8.GetBytes(category), sector);
            var name = Encoding.UTF8.GetBytes(sectorNames[sector]);
            if (!TaxonomySectors.TryGet(name, out _))
                TaxonomySectors.Add(name, sector);
        }
    }
}
