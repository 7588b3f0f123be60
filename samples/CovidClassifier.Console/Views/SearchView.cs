namespace CovidClassifier.Console.Views;

/// <summary>Shows a search while it runs: the leaderboard on a terminal, a line per trial's fold in a log.</summary>
internal static class SearchView
{
    public static T During<T>(Screen screen, Func<IProgress<SearchProgress>, T> search) =>
        screen.IsLive ? LiveSearchView.During(screen, search) : search(new PlainSearchView(screen));

    /// <summary>What is spent of what.</summary>
    public static string Spent(SearchProgress value)
    {
        string elapsed = Figures.Of(value.Elapsed);
        string budget = value.Budget is { } time ? $"{elapsed} of {Figures.Of(time)}" : elapsed;
        return value.Searches > 1 ? $"search {Figures.Of(value.Search)} of {Figures.Of(value.Searches)}, {budget}" : budget;
    }

    /// <summary>What is being done.</summary>
    public static string Doing(SearchProgress value) => value.Stage switch
    {
        SearchStage.Searching => $"trial {Figures.Of(value.Number)}, fold {Figures.Of(value.Fold)}: {value.Recipe}",
        SearchStage.Refitting => $"training model {Figures.Of(value.Number)} of at most {Figures.Of(value.Fold)} on all images of the search: {value.Recipe}",
        _ => value.Training is { } training ? $"{training.Stage} {Figures.Of(training.Done)} of {Figures.Of(training.Total)} images" : "",
    };
}
