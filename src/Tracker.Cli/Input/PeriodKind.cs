namespace Tracker.Cli.Input;

/// <summary>What a step of a series is.</summary>
internal enum PeriodKind
{
    Month,
    Day,
}
