using CovidClassifier.Foundation;

namespace CovidClassifier.Learning.Checkpoints;

/// <summary>Everything a training needs to go on after a completed epoch exactly as if it had never stopped.</summary>
/// <param name="Run">The training that it belongs to.</param>
/// <param name="History">Epochs completed.</param>
/// <param name="State">Values of every state tensor, in order.</param>
/// <param name="Best">Parameters of the best epoch so far, in order.</param>
internal sealed record Checkpoint(Fingerprint Run, IReadOnlyList<EpochRecord> History, IReadOnlyList<float[]> State, IReadOnlyList<float[]> Best);
