using Spectre.Console;

namespace CovidClassifier.Console.Views;

/// <summary>Shows how far a scoring of many images is; in a log nothing, since it is short.</summary>
internal static class ScoringView
{
    public static T During<T>(Screen screen, int images, Func<IProgress<PredictionProgress>?, T> score) =>
        screen.IsLive
            ? Bars.On(screen.Terminal).Start(context => score(new Bar(context.AddTask($"Scoring {images} images", autoStart: true, maxValue: images))))
            : score(null);

    private sealed class Bar(ProgressTask bar) : IProgress<PredictionProgress>
    {
        public void Report(PredictionProgress value) => bar.Increment(1);
    }
}
