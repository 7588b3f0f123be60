using CovidClassifier.AutoMl;

namespace CovidClassifier;

/// <summary>A search repeated inside each fold of a cross-validation, so that its figures are free of the search's own optimism. For research and teaching only, never for diagnosis.</summary>
/// <param name="Result">Every image scored by what a search found without it.</param>
/// <param name="Leaderboards">Of each outer fold's search, in order.</param>
public sealed record NestedExploration(CrossValidationResult Result, IReadOnlyList<Leaderboard> Leaderboards);
