namespace CovidClassifier;

/// <summary>One class against all others, as an audit sees it.</summary>
/// <param name="Label">The class.</param>
/// <param name="Images">Its images that could be looked at.</param>
/// <param name="Verdict">For this class alone.</param>
/// <param name="Value">The audit's number; NaN where it is not defined.</param>
/// <param name="Low">Lower end of its 95 % interval.</param>
/// <param name="High">Upper end of its 95 % interval.</param>
/// <param name="Method">How the interval was found; blank where there is none.</param>
public sealed record AuditClassResult(string Label, int Images, AuditVerdict Verdict, double Value, double Low, double High, string Method);
