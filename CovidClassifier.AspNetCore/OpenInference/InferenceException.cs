namespace CovidClassifier.AspNetCore.OpenInference;

/// <summary>A request that does not keep to the protocol or to the model's inputs. One sentence.</summary>
internal sealed class InferenceException(string message) : Exception(message);
