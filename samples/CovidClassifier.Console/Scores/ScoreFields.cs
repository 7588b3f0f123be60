namespace CovidClassifier.Console.Scores;

/// <summary>What a table of scores tells beside labels and probabilities.</summary>
/// <param name="IsGuarded">Whether the model has a guard.</param>
/// <param name="HasSets">Whether the model has prediction sets.</param>
/// <param name="IsOfEnsemble">Whether the model is the mean of several networks.</param>
internal readonly record struct ScoreFields(bool IsGuarded, bool HasSets, bool IsOfEnsemble = false)
{
    /// <summary>What a model tells.</summary>
    public static ScoreFields Of(ModelCard card) => new(card.Guard is not null, card.Sets is not null, card.Network.Members is not null);

    /// <summary>In a table, the column of an ensemble's disagreement: behind path, label, probabilities and sets.</summary>
    public int PlaceOfDisagreement(int classes) => 2 + classes + (HasSets ? classes : 0);

    /// <summary>What either tells.</summary>
    public ScoreFields Or(ScoreFields other) => new(IsGuarded || other.IsGuarded, HasSets || other.HasSets, IsOfEnsemble || other.IsOfEnsemble);
}
