namespace CovidClassifier.Learning.Checkpoints;

/// <summary>Where a training keeps its last completed epoch.</summary>
/// <param name="Folder">Made where it is missing; holds one training.</param>
/// <param name="Resume">True goes on from the folder's checkpoint, if there is one of this very training; false refuses a folder that has one.</param>
internal sealed record CheckpointPlace(string Folder, bool Resume);
