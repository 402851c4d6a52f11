using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Npgsql;
using Tracker.Core.Panel;

namespace Tracker.Storage.Results;

/// <summary>The schema <c>tracker</c>, which the numbered migrations make: the run ledger and what runs found.</summary>
public sealed class TrackerContext(DbContextOptions<TrackerContext> options) : DbContext(options)
{
    public DbSet<Run> Runs => Set<Run>();

    public DbSet<SavedMover> Movers => Set<SavedMover>();

    public DbSet<SavedSector> Sectors => Set<SavedSector>();

    public DbSet<SavedShock> Shocks => Set<SavedShock>();

    public DbSet<SavedRevision> Revisions => Set<SavedRevision>();

    public DbSet<NotApplicableSeries> NotApplicable => Set<NotApplicableSeries>();

    /// <summary>A context with a connection of its own, which goes with it.</summary>
    public static async Task<TrackerContext> OpenAsync(NpgsqlDataSource source, CancellationToken cancellationToken) =>
        On(await source.OpenConnectionAsync(cancellationToken), owned: true);

    /// <summary>A context on an open connection.</summary>
    internal static TrackerContext On(NpgsqlConnection connection, bool owned) =>
        new(new DbContextOptionsBuilder<TrackerContext>()
            .UseNpgsql(connection, owned)
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .Options);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Month>().HaveConversion<FirstDay>();
        configurationBuilder.Properties<RunStatus>().HaveConversion<LowerCase>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema("tracker");
        modelBuilder.Entity<Run>(run =>
        {
            run.ToTable("runs").HasKey(row => row.RunId);
            run.Ignore(row => row.Key);
        });
        modelBuilder.Entity<SavedMover>().ToTable("movers").HasKey(row => new { row.RunId, row.Sector, row.Metric });
        modelBuilder.Entity<SavedSector>().ToTable("sectors").HasKey(row => new { row.RunId, row.Sector });
        modelBuilder.Entity<SavedShock>().ToTable("common_shocks").HasKey(row => new { row.RunId, row.Metric });
        modelBuilder.Entity<SavedRevision>().ToTable("revisions").HasKey(row => new { row.RunId, row.Sector, row.Metric });
        modelBuilder.Entity<NotApplicableSeries>().ToTable("not_applicable").HasKey(row => new { row.RunId, row.Sector, row.Metric });
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(type => type.GetProperties()))
            property.SetColumnName(SnakeCase(property.Name));
    }

    private static string SnakeCase(string name) =>
        string.Concat(name.Select((letter, i) => i > 0 && char.IsAsciiLetterUpper(letter) ? $"_{letter}" : $"{letter}")).ToLowerInvariant();

    private sealed class FirstDay() : ValueConverter<Month, DateOnly>(month => month.FirstDay, day => Month.Of(day));

    private sealed class LowerCase() : ValueConverter<RunStatus, string>(
        status => status.ToString().ToLowerInvariant(), text => Enum.Parse<RunStatus>(text, true));
}
