using System.Text.Json.Nodes;
using Tracker.Storage;
using Tracker.Storage.Alerts;

namespace Tracker.Jobs.Alerts;

/// <summary>Posts a test to a target, once and at once; the audit log says who did and how it went.</summary>
public static class TryTarget
{
    /// <param name="database">Where the audit log is.</param>
    /// <param name="target">Who is tried.</param>
    /// <param name="sender">Posts it.</param>
    /// <param name="actor">Who tries.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="AlertNotDeliveredException">The target did not take it.</exception>
    public static async Task RunAsync(TrackerDatabase database, AlertTarget target, AlertSender sender, string actor, CancellationToken cancellation)
    {
        var test = new Alert(null, Alert.Test, DateTimeOffset.UtcNow, new JsonObject { ["target"] = target.Id });
        try
        {
            await sender.SendAsync(target, $"test-{Guid.NewGuid():N}", AlertMessage.For(target, test), cancellation);
        }
        catch (AlertNotDeliveredException error)
        {
            await AlertTargets.RecordTestAsync(database.Source, target, error.Message, actor, cancellation);
            throw;
        }

        await AlertTargets.RecordTestAsync(database.Source, target, "delivered", actor, cancellation);
    }
}
