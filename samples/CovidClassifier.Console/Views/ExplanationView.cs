using CovidClassifier.Console.Reports;
using Spectre.Console;

namespace CovidClassifier.Console.Views;

/// <summary>What a heat map says, and whether it says anything.</summary>
internal static class ExplanationView
{
    public static ImageExplanation During(Screen screen, Func<IProgress<ExplanationProgress>?, ImageExplanation> explain) =>
        screen.IsLive ? Bars.On(screen.Terminal).Start(context => ToTheEnd(context.AddTask("Explaining", autoStart: true), explain)) : explain(null);

    // a method of one pass reports no steps
    private static ImageExplanation ToTheEnd(ProgressTask bar, Func<IProgress<ExplanationProgress>?, ImageExplanation> explain)
    {
        ImageExplanation explanation = explain(new Bar(bar));
        bar.Value = bar.MaxValue;
        return explanation;
    }

    public static void Show(Screen screen, ExplanationReport report)
    {
        if (report.Explanation is { } map)
        {
            screen.Say($"{map.Path}: predicted {map.Prediction.PredictedLabel} ({Figures.Of(map.Prediction.Probabilities[map.Prediction.PredictedLabel])}); " +
                $"explained {map.Label} by the method {report.Method}.");
            screen.Say(double.IsNaN(map.CentralShare)
                ? $"No place of the picture speaks for {map.Label} by this method: the map is empty."
                : $"Share of the map inside the central area (10 % to 90 % of width and height): {Figures.Of(map.CentralShare)}; a map spread evenly has " +
                    $"0.6400.");
            screen.Say($"Written: {map.Overlay}");
        }

        if (report.Check is { } check)
        {
            ShowCheck(screen, check);
        }

        if (report.PointingGame is { } game)
        {
            screen.Say($"Pointing game, {game.Label} by {report.Method}: the strongest place lies in a marked area in {Figures.Of(game.Hits)} of " +
                $"{Figures.Of(game.Images)} images, hit rate {Figures.Of(game.HitRate)} (a random place: {Figures.Of(game.ChanceRate)}).");
        }

        screen.Notice(report.ResearchUseOnly);
    }

    private static void ShowCheck(Screen screen, ExplanationCheckEntry check)
    {
        // of one label all is said by its own row
        ExplanationCheckEntry[] entries = check.ByLabel.Count > 1 ? [.. check.ByLabel, check] : [.. check.ByLabel];
        var table = new Table()
            .AddColumns("Label", "Images", "Deletion", "Insertion", "Deletion, random order", "Insertion, random order", "Similarity with random weights");
        foreach (ExplanationCheckEntry entry in entries)
        {
            table.AddRow(
                new Text(entry.Label ?? "all"),
                new Text(Figures.Of(entry.Images)),
                new Text(Figures.Of(entry.DeletionArea)),
                new Text(Figures.Of(entry.InsertionArea)),
                new Text(Figures.Of(entry.RandomOrderDeletionArea)),
                new Text(Figures.Of(entry.RandomOrderInsertionArea)),
                new Text(Figures.Of(entry.RandomWeightsSimilarity)));
        }

        screen.Show(table);
        foreach (ExplanationCheckEntry entry in entries)
        {
            string sentence = $"{entry.Label ?? "All"}: {entry.Sentence}";
            if (entry.IsMeaningful)
            {
                screen.Say(sentence);
            }
            else
            {
                screen.Warn([sentence]);
            }
        }
    }

    private sealed class Bar(ProgressTask bar) : IProgress<ExplanationProgress>
    {
        public void Report(ExplanationProgress value)
        {
            bar.MaxValue = value.Total;
            bar.Value = value.Done;
        }
    }
}
