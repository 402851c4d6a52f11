using Npgsql;
using Tracker.Core.Panel;
using Tracker.Storage;

namespace Tracker.Jobs.Tests;

/// <summary>A small panel with a season and seeded noise, and a rise by half of one sector's tickets in its last month, as marts.</summary>
internal static class PlantedPanel
{
    public static readonly Month Last = new(2025, 10);

    public const string Mover = "Travel";
    public const int Consumers = 2000;

    private static readonly string[] Sectors = ["Dining", "Grocery", Mover];

    /// <summary>Writes the marts anew, as the load of a version that changed nothing but the number would.</summary>
    public static async Task WriteAsync(TrackerDatabase database, int version, int months = 40)
    {
        var random = new Random(7);
        await using var connection = await database.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await ExecuteAsync(connection, "DELETE FROM mart.months; DELETE FROM mart.sector_month;");
        for (var i = 0; i < Sectors.Length; i++)
            await ExecuteAsync(connection, "INSERT INTO warehouse.sectors VALUES ($1, $2) ON CONFLICT DO NOTHING", (short)i, Sectors[i]);
        await EnterAsync(connection, version);
        var everyone = Enumerable.Repeat((byte)255, Consumers / 8).ToArray();
        for (var month = Last - (months - 1); month <= Last; month += 1)
        {
            await ExecuteAsync(connection, "INSERT INTO mart.months VALUES ($1, 1, $2, $3)", month.FirstDay, month.LastDay, everyone);
            for (var i = 0; i < Sectors.Length; i++)
            {
                var sums = Sums(month, Sectors[i], random);
                await ExecuteAsync(
                    connection, "INSERT INTO mart.sector_month VALUES ($1, $2, $3, 0, $4, $5, $6)",
                    month.FirstDay, (short)i, sums.GrossCents, sums.Purchases, sums.Visits, sums.Buyers);
            }
        }

        await transaction.CommitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Enters a load of that version, which changed something else.</summary>
    public static async Task NewVersionAsync(TrackerDatabase database, int version)
    {
        await using var connection = await database.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await EnterAsync(connection, version);
    }

    private static Task EnterAsync(NpgsqlConnection connection, int version) => ExecuteAsync(
        connection,
        """
        INSERT INTO warehouse.loads (load_id, data_version, source, started_at, rows_read, accepted, corrected, rejected, duplicates,
                                     accepted_cents, rejected_cents, duplicate_cents, consumers_new, consumers_changed)
        VALUES ($1, $1, 'planted', now(), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
        """,
        version);

    private static Measures Sums(Month month, string sector, Random random)
    {
        var level = (1 + 0.2 * Math.Sin(month.MonthOfYear * Math.PI / 6)) * (1 + 0.02 * random.NextDouble());
        var ticket = 2500 * (1 + 0.02 * random.NextDouble()) * (month == Last && sector == Mover ? 1.5 : 1);
        var purchases = (long)(3000 * level);
        return new((long)(purchases * ticket), 0, purchases, (long)(5000 * level), (long)(900 * level));
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
