namespace CovidClassifier.AspNetCore.OpenInference;

/// <summary>An input or output of the model, as its metadata state it.</summary>
/// <param name="Name">As in requests.</param>
/// <param name="Datatype">FP32 or BYTES.</param>
/// <param name="Shape">-1: any length.</param>
internal sealed record TensorDescription(string Name, string Datatype, IReadOnlyList<long> Shape);
