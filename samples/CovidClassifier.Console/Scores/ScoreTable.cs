namespace CovidClassifier.Console.Scores;

/// <summary>Scores of many images.</summary>
/// <param name="ClassNames">In the order of each row's probabilities.</param>
/// <param name="Rows">In the order of the images; read as they are asked for.</param>
internal sealed record ScoreTable(IReadOnlyList<string> ClassNames, IEnumerable<ScoreRow> Rows)
{
    /// <summary>What else the rows tell.</summary>
    public ScoreFields Fields { get; init; }
}
