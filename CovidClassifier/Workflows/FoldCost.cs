namespace CovidClassifier.Workflows;

/// <summary>What a fold took.</summary>
/// <param name="Preparing">What was computed once for all folds of its run.</param>
/// <param name="Training">The fold's training.</param>
/// <param name="Scoring">Of one image; null where another fold measured it.</param>
/// <param name="Parameters">Of its model.</param>
/// <param name="Bytes">Length of its model's graph.</param>
internal sealed record FoldCost(TimeSpan Preparing, TimeSpan Training, TimeSpan? Scoring, long Parameters, long Bytes);
