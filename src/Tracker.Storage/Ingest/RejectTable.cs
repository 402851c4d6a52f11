using Npgsql;
using NpgsqlTypes;

namespace Tracker.Storage.Ingest;

/// <summary>Writes rejects to the staging table of a load.</summary>
internal static class RejectTable
{
    public static void Write(NpgsqlDataSource source, string table, IReadOnlyList<Reject> rejects)
    {
        using var connection = source.OpenConnection();
        using var copy = connection.BeginBinaryImport($"COPY {table} (file, line, \"column\", reason, raw) FROM STDIN (FORMAT BINARY)");
        foreach (var reject in rejects)
        {
            copy.StartRow();
            copy.Write(reject.File, NpgsqlDbType.Text);
            copy.Write(reject.Line, NpgsqlDbType.Bigint);
            if (reject.Column is null)
                copy.WriteNull();
            else
                copy.Write(reject.Column, NpgsqlDbType.Text);
            copy.Write(reject.Reason, NpgsqlDbType.Text);
            copy.Write(reject.Raw, NpgsqlDbType.Text);
        }

        copy.Complete();
    }
}
