namespace Tracker.Cli.Input;

/// <summary>One row of a long table.</summary>
/// <param name="Series">The name of the series.</param>
/// <param name="Day">The day, or the first day of the month that is written.</param>
/// <param name="Value">NaN where it is missing.</param>
/// <param name="Line">Where the row begins in the file, from 1.</param>
internal readonly record struct LongRow(string Series, DateOnly Day, double Value, int Line);
