namespace CovidClassifier.Console.Views;

/// <summary>A training as lines: one per stage and one per completed epoch.</summary>
internal sealed class PlainTrainingView(Screen screen) : IProgress<TrainingProgress>
{
    private readonly Lock _lock = new();
    private readonly BestSoFar _best = new();
    private (TrainingStage Stage, string Audit, string Source)? _stage;

    public void Report(TrainingProgress value)
    {
        lock (_lock)
        {
            if ((value.Stage, value.Audit, value.LeftOutSource) != _stage)
            {
                _stage = (value.Stage, value.Audit, value.LeftOutSource);
                screen.Say(Heading(value));
            }

            if (value.CompletedEpoch is { } epoch)
            {
                string left = value.TimeLeft is { } time ? $" | at most {Figures.Of(time)} left" : "";
                screen.Say(Figures.Line(epoch, value.Epochs, _best.Is(epoch)) + left);
            }
        }
    }

    private static string Heading(TrainingProgress value) => value.Stage switch
    {
        TrainingStage.Decoding => $"Decoding {Figures.Of(value.Total)} images.",
        TrainingStage.Auditing =>
            value.Audit == "" ? $"Auditing {Figures.Of(value.Total)} images." : $"Training {Figures.Of(value.Total)} networks for the {value.Audit}.",
        TrainingStage.Computing => $"Computing what stays as it is for {Figures.Of(value.Total)} images and variants.",
        TrainingStage.Training =>
            $"{(value.LeftOutSource == "" ? "Training" : $"Training without {value.LeftOutSource}")} for at most {Figures.Of(value.Epochs)} epochs of " +
            $"{Figures.Of(value.Total)} batches.",
        _ => "Scoring with the best epoch's weights.",
    };
}
