using Tracker.Api.Answers;
using Tracker.Api.Decompositions;
using Tracker.Api.Drivers;
using Tracker.Api.Movers;
using Tracker.Storage.Work;

namespace Tracker.Api.Pages;

/// <summary>What can be asked about a mover.</summary>
/// <param name="Name">In the address.</param>
/// <param name="Title">In words.</param>
/// <param name="Work">The kind of the work.</param>
/// <param name="Requests">Of the API.</param>
internal sealed record AskKind(string Name, string Title, string Work, MoverRequests Requests)
{
    public static readonly AskKind Decomposition = new("decomposition", "Mix or behaviour, by segment", WorkKind.Decompose, DecompositionEndpoints.Requests);
    public static readonly AskKind Drivers = new("drivers", "Which attributes explain it", WorkKind.Drivers, DriverEndpoints.Requests);

    public static IReadOnlyList<AskKind> All { get; } = [Decomposition, Drivers];

    /// <exception cref="Problem">There is none of this name.</exception>
    public static AskKind Parse(string name) => All.FirstOrDefault(kind => kind.Name == name) ?? throw Problem.NotFound("there is no question of this kind");

    /// <summary>The view of the answer; null where there is none yet.</summary>
    public static string? AnswerOf(WorkItem item) =>
        item.DecompositionId is { } decomposition ? Links.Decomposition(decomposition) : item.DriversId is { } drivers ? Links.Drivers(drivers) : null;

    /// <summary>Where the API tells of progress.</summary>
    public string Events(long id) => $"/api/v1/{(this == Drivers ? "drivers" : "decompositions")}/requests/{id}/events";
}
