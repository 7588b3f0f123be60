namespace CovidClassifier.Console.Reports;

/// <summary>One class of an audit in the JSON.</summary>
internal sealed record AuditClassEntry(string Label, int Images, string Verdict, double Value, double Low, double High);
