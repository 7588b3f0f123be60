namespace CovidClassifier.Console.Options;

/// <summary>Where completed epochs are kept.</summary>
/// <param name="Folder">Holds one training.</param>
/// <param name="Resume">Go on from it.</param>
internal sealed record CheckpointChoices(string Folder, bool Resume);
