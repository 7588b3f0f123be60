namespace CovidClassifier.AspNetCore.Endpoints;

/// <summary>Which model answered.</summary>
internal sealed record ModelName(string Name, string Version);
