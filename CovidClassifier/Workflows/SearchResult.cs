using CovidClassifier.Reporting.Tables;

namespace CovidClassifier;

/// <summary>What a search found. For research and teaching only, never for diagnosis. Owns its model: dispose it.</summary>
public sealed class SearchResult : IDisposable
{
    internal SearchResult(CovidModel model, Leaderboard leaderboard, TimeSpan duration)
    {
        Model = model;
        Leaderboard = leaderboard;
        Duration = duration;
    }

    /// <summary>The best recipes, trained on all training images; measured on held-out images that no trial saw.</summary>
    public CovidModel Model { get; }

    /// <summary>Every recipe that was tried, best first.</summary>
    public Leaderboard Leaderboard { get; }

    /// <summary>Wall time of the whole.</summary>
    public TimeSpan Duration { get; }

    /// <summary>A report of the model on the held-out images, with the leaderboard; add a command with <c>with</c>, then <see cref="Report.Save"/> before
    /// the model is disposed.</summary>
    public Report CreateReport() => Model.CreateReport(Model.HeldOut) with { Tables = [TriedRecipes.Of(Leaderboard)] };

    /// <summary>Disposes <see cref="Model"/>.</summary>
    public void Dispose() => Model.Dispose();

    /// <summary>For people: the model, and the best recipes.</summary>
    public override string ToString() => $"{Model}\n{Leaderboard}";
}
