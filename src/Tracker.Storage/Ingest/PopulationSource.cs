using Tracker.Storage.Ingest.Csv;
using Tracker.Storage.Ingest.Plans;

namespace Tracker.Storage.Ingest;

/// <summary>A file of population targets, and how its cells are found.</summary>
internal sealed record PopulationSource(SourceFile File, PopulationMapping Mapping);
