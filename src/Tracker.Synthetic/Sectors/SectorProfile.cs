namespace Tracker.Synthetic.Sectors;

/// <summary>A sector as the model draws it: one row of seeds/synthetic/sectors.csv.</summary>
/// <param name="Name">Unique.</param>
/// <param name="Share">Share of all visits, summing to 1 over the sectors.</param>
/// <param name="Conversion">Purchases over visits.</param>
/// <param name="Price">Mean ticket in January 2020, in units of the currency.</param>
/// <param name="Growth">Of visits, log a year.</param>
/// <param name="Inflation">Of tickets, log a year.</param>
/// <param name="Season">Log amplitude of the year in visits; a quarter of it in tickets.</param>
/// <param name="Peak">Month of the season's peak, 1 for the start of January.</param>
/// <param name="Weekend">Log lift of Saturday; Sunday has 0.8 of it, Friday 0.4.</param>
/// <param name="Gifts">Log lift of the days before Christmas and of Black Friday to Cyber Monday.</param>
/// <param name="Feasts">Log lift of the days before Easter and Thanksgiving.</param>
/// <param name="Occasions">Log lift of the days before Valentine's and Mother's Day.</param>
/// <param name="Refunds">Share of purchases that are given back.</param>
/// <param name="ExtraUnits">Mean units of a purchase beyond the first.</param>
/// <param name="Nouns">What is sold: the last words of product names.</param>
/// <param name="Shops">Last words of merchant names.</param>
internal sealed record SectorProfile(
    string Name,
    double Share,
    double Conversion,
    double Price,
    double Growth,
    double Inflation,
    double Season,
    double Peak,
    double Weekend,
    double Gifts,
    double Feasts,
    double Occasions,
    double Refunds,
    double ExtraUnits,
    IReadOnlyList<string> Nouns,
    IReadOnlyList<string> Shops);
