using CovidClassifier.AutoMl;

namespace CovidClassifier.Console.Views;

/// <summary>Shows a search while it runs: the leaderboard on a terminal, a line per trial's fold in a log.</summary>
internal static class ExplorationView
{
    public static T During<T>(Screen screen, Func<IProgress<ExplorationProgress>, T> search) =>
        screen.IsLive ? LiveExplorationView.During(screen, search) : search(new PlainExplorationView(screen));

    /// <summary>What is spent of what.</summary>
    public static string Spent(ExplorationProgress value)
    {
        string elapsed = Figures.Of(TimeSpan.FromSeconds(value.Elapsed));
        string budget = value.Budget is { } time ? $"{elapsed} of {Figures.Of(time)}" : elapsed;
        return value.Searches > 1 ? $"search {Figures.Of(value.Search)} of {Figures.Of(value.Searches)}, {budget}" : budget;
    }

    /// <summary>What is being done.</summary>
    public static string Doing(ExplorationProgress value) => value.Stage switch
    {
        ExplorationStage.Searching => $"trial {Figures.Of(value.Number)}, fold {Figures.Of(value.Fold)}: {value.Recipe}",
        ExplorationStage.Refitting => $"training model {Figures.Of(value.Number)} of at most {Figures.Of(value.Fold)} on all images of the search: {value.Recipe}",
        _ => value.Training is { } training ? $"{training.Stage} {Figures.Of(training.Done)} of {Figures.Of(training.Total)} images" : "",
    };
}
