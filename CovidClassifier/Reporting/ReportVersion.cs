namespace CovidClassifier.Reporting;

/// <summary>A piece of software that the figures depend on.</summary>
/// <param name="Name">For example "ONNX Runtime".</param>
/// <param name="Version">As it calls itself.</param>
public sealed record ReportVersion(string Name, string Version);
