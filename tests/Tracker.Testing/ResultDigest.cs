using Npgsql;

namespace Tracker.Testing;

/// <summary>All that runs published, without numbers and times of the database: equal where the results are, to the last bit; what is doubled differs.</summary>
public static class ResultDigest
{
    private const string Sql =
        """
        SELECT concat_ws(' ', count(*), md5(string_agg(line, E'\n' ORDER BY line COLLATE "C"))) FROM (
            SELECT concat_ws(' ', 'run', month, data_version, configuration_hash, code_version, seed, status, series, significant, panel_size, joined, "left", stayed,
                population, calibration, fitted_months, provisional, completeness, weighting, effective_sample_size) AS line FROM tracker.runs
            UNION ALL SELECT concat_ws(' ', 'mover', month, to_jsonb(m) - 'run_id') FROM tracker.movers m JOIN tracker.runs USING (run_id)
            UNION ALL SELECT concat_ws(' ', 'sector', month, to_jsonb(s) - 'run_id') FROM tracker.sectors s JOIN tracker.runs USING (run_id)
            UNION ALL SELECT concat_ws(' ', 'shock', month, to_jsonb(c) - 'run_id') FROM tracker.common_shocks c JOIN tracker.runs USING (run_id)
            UNION ALL SELECT concat_ws(' ', 'left', month, to_jsonb(n) - 'run_id') FROM tracker.not_applicable n JOIN tracker.runs USING (run_id)
            UNION ALL SELECT concat_ws(' ', 'drivers', month, sector, metric, data_version, configuration_hash, result) FROM tracker.drivers
            UNION ALL SELECT concat_ws(' ', 'decomposition', month, sector, metric, data_version, configuration_hash, result) FROM tracker.decompositions
        ) AS lines
        """;

    public static async Task<string> OfAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(Sql);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
