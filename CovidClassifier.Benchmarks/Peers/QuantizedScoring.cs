namespace CovidClassifier.Benchmarks.Peers;

/// <summary>The same as <see cref="Scoring"/> with 8-bit weights and activations.</summary>
internal sealed class QuantizedScoring() : Scoring(BenchmarkData.OpenQuantizedMobileNetV2());
