namespace CovidClassifier.Console.Reports;

/// <summary>How often the strongest place of a map lies where the finding is marked.</summary>
internal sealed record PointingGameEntry(string Label, int Images, int Hits, double HitRate, double ChanceRate)
{
    public static PointingGameEntry Of(PointingGame game) => new(game.Label, game.Images, game.Hits, game.HitRate, game.ChanceRate);
}
