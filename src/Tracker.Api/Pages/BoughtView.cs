using Tracker.Core.Bought;

namespace Tracker.Api.Pages;

/// <summary>Of each kind of item what is shown on a page.</summary>
internal static class BoughtView
{
    private const int MostPassing = 8;
    private const int Others = 3;

    /// <summary>What passes, and the next few.</summary>
    public static IReadOnlyList<BoughtItem> Shown(IEnumerable<BoughtItem> kind)
    {
        BoughtItem[] items = [.. kind.Where(item => item.P is not null)];
        return [.. items.Where(item => item.Passes).Take(MostPassing), .. items.Where(item => !item.Passes).Take(Others)];
    }

    public static string NameOf(ItemKind kind) => kind switch
    {
        ItemKind.Merchant => "Merchants",
        ItemKind.Brand => "Brands",
        ItemKind.Product => "Products",
        ItemKind.Word => "Words",
        _ => "Pairs of words",
    };

    /// <summary>A change of a share: +3.1 pp.</summary>
    public static string Change(double share) => Figures.PerCent(100 * share).TrimEnd('%') + "\u00A0pp";
}
