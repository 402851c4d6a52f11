using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Tracker.Storage.Results;

/// <summary>Why two runs of a month can differ: their keys do. In words, such as "load 4: 12 rows added to and 3 taken from 2025-10; options changed".</summary>
internal static class RevisionReason
{
    private sealed record Touch(int Load, long Accepted, long Removed, long AcceptedBefore, long RemovedBefore, int MonthsBefore);

    public static async Task<string> OfAsync(TrackerContext context, Run before, Run after, CancellationToken cancellationToken)
    {
        var reasons = new List<string>();
        if (before.DataVersion != after.DataVersion)
            reasons.AddRange((await TouchesAsync(context, before, after, cancellationToken)).Select(touch => Of(touch, after)));
        if (before.ConfigurationHash != after.ConfigurationHash)
            reasons.Add("options changed");
        if (before.CodeVersion != after.CodeVersion)
            reasons.Add($"program changed from {before.CodeVersion} to {after.CodeVersion}");
        return string.Join("; ", reasons);
    }

    /// <summary>The loads between the two versions of the data that changed anything, with what they did to the month and to those before it.</summary>
    private static Task<List<Touch>> TouchesAsync(TrackerContext context, Run before, Run after, CancellationToken cancellationToken) =>
        context.Database.SqlQuery<Touch>(
            $"""
            SELECT load_id AS "Load",
                   coalesce(sum(t.accepted) FILTER (WHERE month = {after.Month.FirstDay}), 0)::bigint AS "Accepted",
                   coalesce(sum(t.removed) FILTER (WHERE month = {after.Month.FirstDay}), 0)::bigint AS "Removed",
                   coalesce(sum(t.accepted) FILTER (WHERE month < {after.Month.FirstDay}), 0)::bigint AS "AcceptedBefore",
                   coalesce(sum(t.removed) FILTER (WHERE month < {after.Month.FirstDay}), 0)::bigint AS "RemovedBefore",
                   (count(*) FILTER (WHERE month < {after.Month.FirstDay}))::integer AS "MonthsBefore"
            FROM warehouse.loads LEFT JOIN warehouse.load_months AS t USING (load_id)
            WHERE load_id > {before.DataVersion} AND load_id <= {after.DataVersion} AND data_version = load_id
            GROUP BY load_id ORDER BY load_id
            """).ToListAsync(cancellationToken);

    private static string Of(Touch touch, Run after)
    {
        var parts = new List<string>();
        if (touch.Accepted + touch.Removed > 0)
            parts.Add(Text($"{touch.Accepted:#,##0} rows added to and {touch.Removed:#,##0} taken from {after.Month}"));
        if (touch.MonthsBefore > 0)
            parts.Add(Text($"{touch.AcceptedBefore:#,##0} rows added to and {touch.RemovedBefore:#,##0} taken from {touch.MonthsBefore} earlier {(touch.MonthsBefore == 1 ? "month" : "months")}"));
        return Text($"load {touch.Load}: {(parts.Count == 0 ? "no row up to the month; sectors, consumers, population, calendar or later months" : string.Join(", ", parts))}");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
