namespace CovidClassifier;

/// <summary>A number that an audit puts beside its own.</summary>
/// <param name="Name">What it is of, for example "whole picture".</param>
/// <param name="Label">The class it is of, against the rest; null where it is of none.</param>
/// <param name="Value">The number; NaN where it is not defined.</param>
/// <param name="Low">Lower end of its 95 % interval.</param>
/// <param name="High">Upper end of its 95 % interval.</param>
public sealed record AuditFigure(string Name, string? Label, double Value, double Low, double High);
