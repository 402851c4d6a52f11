using System.Globalization;
using Tracker.Jobs.Work;
using Tracker.Storage.Alerts;
using Tracker.Storage.Work;

namespace Tracker.Jobs.Alerts;

/// <summary>
/// Tells a target of an alert: at least once, for a worker may be killed between the target's answer and the mark in the ledger. The number of the work goes with it,
/// the same at each attempt.
/// </summary>
public static class SendAlert
{
    /// <exception cref="AlertNotDeliveredException">The target did not take it; it is tried again.</exception>
    public static Task RunAsync(JobContext context, CancellationToken cancellation) => RunAsync(context, AlertSender.Usual, cancellation);

    internal static async Task RunAsync(JobContext context, AlertSender sender, CancellationToken cancellation)
    {
        var arguments = context.Item.ArgumentsAs<Arguments>();
        var source = context.Database.Source;
        if (await AlertTargets.FindAsync(source, arguments.Target, cancellation) is not { } target || await RaisedAlerts.FindAsync(source, arguments.Alert, cancellation) is not { } alert)
        {
            await context.Claim.FinishAsync(new WorkOutcome { Step = "not sent: the target was removed" }, cancellation);
            return;
        }

        await sender.SendAsync(target, context.Item.WorkId.ToString(CultureInfo.InvariantCulture), AlertMessage.For(target, alert), cancellation);
        await context.Claim.FinishAsync(new WorkOutcome { Step = $"told {target.Place}" }, cancellation);
    }

    private sealed record Arguments(long Alert, string Target);
}
