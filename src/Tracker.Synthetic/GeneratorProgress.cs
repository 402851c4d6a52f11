namespace Tracker.Synthetic;

/// <summary>How far the writing of a panel is.</summary>
/// <param name="MonthsWritten">Months whose file is complete.</param>
/// <param name="Months">Months of the panel.</param>
/// <param name="EventsWritten">Events in the complete files.</param>
public readonly record struct GeneratorProgress(int MonthsWritten, int Months, long EventsWritten);
