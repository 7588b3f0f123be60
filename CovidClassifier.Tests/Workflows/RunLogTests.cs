using Microsoft.Extensions.Logging;

namespace CovidClassifier.Tests.Workflows;

public class RunLogTests
{
    private readonly List<(LogLevel Level, string Text)> _entries = [];

    [Test]
    public void Train_WithoutProgress_TellsTheLoggerItsWarningsAndItsEnd()
    {
        using CovidModel model =
            Builder().WithSplit(validation: 0).WithAugmentation(a => a.FlipHorizontally()).WithLogger(new Recorder(_entries, LogLevel.Information)).Train();
        Assert.That(model.Card.Warnings, Is.Not.Empty);
        Assert.That(model.Card.Notes, Has.One.Contains("mirror image"));
        Assert.That(_entries.Where(e => e.Level == LogLevel.Warning).Select(e => e.Text), Is.SupersetOf(model.Card.Warnings));
        Assert.That(_entries.Where(e => e.Level == LogLevel.Information).Select(e => e.Text), Is.SupersetOf(model.Card.Notes));
        Assert.That(_entries.Select(e => e.Text), Has.Some.StartsWith("epoch   1/2").And.Some.StartsWith("On the held-out images: "));
        Assert.That(_entries.Select(e => e.Text), Has.Some.StartsWith("Audit, Fail: ").Or.Some.StartsWith("Audit, Warn: "));
    }

    [Test]
    public void Train_ALoggerThatWantsWarningsOnly_IsToldNothingElse()
    {
        int reports = 0;
        Builder().WithLogger(new Recorder(_entries, LogLevel.Warning)).Train(new Count(() => reports++)).Dispose();
        Assert.That(_entries.Select(e => e.Level), Is.All.EqualTo(LogLevel.Warning));
        Assert.That(reports, Is.Positive, "the caller's own progress goes on");
    }

    [Test]
    public void CrossValidate_TellsTheLoggerItsWarnings()
    {
        CrossValidationResult result = Builder().WithLogger(new Recorder(_entries, LogLevel.Warning)).CrossValidate(folds: 2);
        Assert.That(_entries.Select(e => e.Text), Is.SupersetOf(result.Warnings));
    }

    [Test]
    public void Lines_OfATraining_AreOnePerStageAndEpoch()
    {
        var lines = new List<string>();
        Builder().Train(TrainingProgress.Lines(lines.Add)).Dispose();
        Assert.That(lines[0], Is.EqualTo("Decoding 24 images."));
        Assert.That(lines.Count(l => l.StartsWith("epoch ", StringComparison.Ordinal)), Is.EqualTo(2));
        Assert.That(lines[^1], Is.EqualTo("Scoring with the best epoch's weights."));
    }

    private static CovidModelBuilder Builder() =>
        new CovidModelBuilder(seed: 1).WithData(Some.Dataset(24)).WithNetwork(Network.CustomCnn(inputSize: 64)).WithTraining(t => t with { Epochs = 2 });

    private sealed class Count(Action count) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => count();
    }

    private sealed class Recorder(List<(LogLevel Level, string Text)> entries, LogLevel least) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            entries.Add((logLevel, formatter(state, exception)));
    }
}
