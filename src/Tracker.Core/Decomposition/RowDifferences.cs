namespace Tracker.Core.Decomposition;

/// <summary>
/// What rows of one result leave when rows of another that lie within them are taken off, for all sets of rows at once. Rows are the vertices of a
/// graph, the cells that two of them share its edges; a set of rows with all rows of the other result within it is a set of vertices that an edge leaves
/// only from the first result to the second, and what is left is these edges. So the smallest is a minimum cut (Picard 1976, of closures).
/// </summary>
internal sealed class RowDifferences
{
    private const int Endless = int.MaxValue / 2;

    private readonly int least;
    private readonly int[] part;
    private readonly List<(int From, int To, int Weight, int Edge)> small = [];
    private readonly List<int>[] arcs;
    private readonly List<int> heads = [];
    private readonly List<int> rooms = [];

    private RowDifferences(IReadOnlyList<(int One, int Other, int Weight)> edges, int rows, int others, int least)
    {
        this.least = least;
        part = [.. Enumerable.Range(0, rows + others)];
        arcs = [.. part.Select(_ => new List<int>())];
        foreach (var (one, other, weight) in edges)
        {
            if (weight >= least)
                part[Root(one)] = Root(rows + other); // it is never left
        }

        for (var edge = 0; edge < edges.Count; edge++)
        {
            var (from, to) = (Root(edges[edge].One), Root(rows + edges[edge].Other));
            if (from == to)
                continue;
            small.Add((from, to, edges[edge].Weight, edge));
            AddArc(from, to, edges[edge].Weight);
            AddArc(to, from, Endless);
        }
    }

    /// <summary>Sets of edges that are left and weigh less than k together; where there are any, the lightest is among them.</summary>
    /// <param name="edges">The rows of the first result and of the second that share something, and how much, above 0; each pair once.</param>
    /// <param name="rows">Of the first result.</param>
    /// <param name="others">Rows of the second.</param>
    /// <param name="least">k.</param>
    public static IReadOnlyList<int[]> Below(IReadOnlyList<(int One, int Other, int Weight)> edges, int rows, int others, int least)
    {
        var graph = new RowDifferences(edges, rows, others, least);
        return [.. graph.Components().SelectMany(graph.CutsOf)];
    }

    private int Root(int row)
    {
        while (part[row] != row)
            row = part[row] = part[part[row]];
        return row;
    }

    private void AddArc(int from, int to, int room)
    {
        arcs[from].Add(heads.Count);
        heads.Add(to);
        rooms.Add(room);
    }

    private IEnumerable<List<int>> Components()
    {
        var seen = new bool[part.Length];
        for (var start = 0; start < part.Length; start++)
        {
            if (seen[start] || arcs[start].Count == 0)
                continue;
            var component = new List<int> { start };
            seen[start] = true;
            for (var at = 0; at < component.Count; at++)
            {
                foreach (var head in arcs[component[at]].Select(arc => heads[arc]).Where(head => !seen[head]))
                {
                    seen[head] = true;
                    component.Add(head);
                }
            }

            yield return component;
        }
    }

    /// <summary>Every cut has its root on one side and another vertex on the other.</summary>
    private IEnumerable<int[]> CutsOf(List<int> component)
    {
        var root = component.MaxBy(vertex => arcs[vertex].Count);
        var bound = new bool[part.Length]; // what cannot be cut off from the root
        bound[root] = true;
        foreach (var vertex in component)
        {
            var reached = Bound(vertex, bound);
            if (reached is null)
                bound[vertex] = true;
            else if (Cut(vertex, root) is { } cut)
                yield return cut;
        }

        var fromRoot = Bound(root, null)!;
        foreach (var vertex in component.Where(vertex => !fromRoot[vertex]))
        {
            if (Cut(root, vertex) is { } cut)
                yield return cut;
        }
    }

    /// <summary>What every cut below k has on the side of the start: whatever has arcs of k or more from what is there. Null when an end is met.</summary>
    private bool[]? Bound(int start, bool[]? ends)
    {
        var (inside, weight, next) = (new bool[part.Length], new int[part.Length], new Stack<int>([start]));
        inside[start] = true;
        while (next.TryPop(out var vertex))
        {
            if (ends?[vertex] == true)
                return null;
            foreach (var arc in arcs[vertex])
            {
                var head = heads[arc];
                weight[head] = Math.Min(least, weight[head] + Math.Min(least, rooms[arc]));
                if (weight[head] < least || inside[head])
                    continue;
                inside[head] = true;
                next.Push(head);
            }
        }

        return inside;
    }

    /// <summary>The edges of the smallest cut between two vertices (Ford and Fulkerson 1956); null where it is k or more.</summary>
    private int[]? Cut(int source, int sink)
    {
        var (flow, pushed) = (0, new Dictionary<int, int>());
        while (true)
        {
            var by = new int[part.Length];
            Array.Fill(by, -1);
            var (line, found) = (new Queue<int>([source]), false);
            while (!found && line.TryDequeue(out var vertex))
            {
                foreach (var arc in arcs[vertex])
                {
                    var head = heads[arc];
                    if (by[head] >= 0 || head == source || Room(arc) == 0)
                        continue;
                    by[head] = arc;
                    if (found = head == sink)
                        break;
                    line.Enqueue(head);
                }
            }

            if (!found)
                return [.. small.Where(edge => Reached(edge.From) && !Reached(edge.To)).Select(edge => edge.Edge)];
            var most = Endless;
            for (var at = sink; at != source; at = heads[by[at] ^ 1])
                most = Math.Min(most, Room(by[at]));
            if ((flow += most) >= least)
                return null;
            for (var at = sink; at != source; at = heads[by[at] ^ 1])
            {
                pushed[by[at]] = pushed.GetValueOrDefault(by[at]) + most;
                pushed[by[at] ^ 1] = pushed.GetValueOrDefault(by[at] ^ 1) - most;
            }

            bool Reached(int vertex) => vertex == source || by[vertex] >= 0;
        }

        int Room(int arc) => rooms[arc] - pushed.GetValueOrDefault(arc);
    }
}
