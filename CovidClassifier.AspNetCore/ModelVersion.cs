namespace CovidClassifier.AspNetCore;

/// <summary>Which model is served.</summary>
/// <param name="Name">What the Open Inference Protocol calls it.</param>
/// <param name="Version">The first 12 hexadecimal digits of the file's SHA-256: equal files have equal versions, on whatever machine.</param>
/// <param name="LoadedAt">When it took over.</param>
/// <param name="Card">What it says of itself.</param>
/// <param name="CardJson">The same as JSON, UTF-8, as it stands in the file.</param>
public sealed record ModelVersion(string Name, string Version, DateTimeOffset LoadedAt, ModelCard Card, ReadOnlyMemory<byte> CardJson);
