namespace CovidClassifier.Console.Scores;

/// <summary>What a table of scores tells beside labels and probabilities.</summary>
/// <param name="IsGuarded">Whether the model has a guard.</param>
/// <param name="HasSets">Whether the model has prediction sets.</param>
internal readonly record struct ScoreFields(bool IsGuarded, bool HasSets)
{
    /// <summary>What a model tells.</summary>
    public static ScoreFields Of(ModelCard card) => new(card.Guard is not null, card.Sets is not null);
}
