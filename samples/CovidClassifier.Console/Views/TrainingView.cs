namespace CovidClassifier.Console.Views;

/// <summary>Shows a training while it runs: bars on a terminal, lines in a log.</summary>
internal static class TrainingView
{
    public static T During<T>(Screen screen, Func<IProgress<TrainingProgress>, T> train) =>
        screen.IsLive ? LiveTrainingView.During(screen.Terminal, train) : train(TrainingProgress.Lines(screen.Say));
}
