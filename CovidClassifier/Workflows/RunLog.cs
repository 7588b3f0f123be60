using CovidClassifier.Learning.Progress;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CovidClassifier.Workflows;

/// <summary>Tells a logger of a run: what belongs beside its figures even where nobody asked for it.</summary>
/// <param name="logger">Told.</param>
internal sealed partial class RunLog(ILogger logger)
{
    public static RunLog None { get; } = new(NullLogger.Instance);

    /// <summary>The caller's progress, with the logger beside it.</summary>
    public IProgress<TrainingProgress>? Beside(IProgress<TrainingProgress>? progress) =>
        !logger.IsEnabled(LogLevel.Information) ? progress
        : progress is null ? new ProgressLines(line => Line(logger, line))
        : new Both(new ProgressLines(line => Line(logger, line)), progress);

    public TrainedModel Take(TrainedModel trained, FeatureCache? cache)
    {
        Tell(cache);
        Warn(trained.Card.Warnings, trained.Card.Audit);
        Note(trained.Card.Notes);
        if (trained.HeldOut is { } result)
        {
            Line(logger, $"On the held-out images: {result}");
        }

        return trained;
    }

    public CrossValidationResult Take(CrossValidationResult result, FeatureCache? cache)
    {
        Tell(cache);
        Warn(result.Warnings, result.Audit);
        Note(result.Notes);
        return result;
    }

    public ComparisonResult Take(ComparisonResult result, FeatureCache? cache)
    {
        Tell(cache);
        CrossValidationResult first = result.Results.Values.First();
        Warn([.. result.Table.Missing.Select(m => $"Not compared: {m.Name}: {m.Reason}"), .. first.Warnings], result.Audit);
        Note(first.Notes);
        return result;
    }

    private void Tell(FeatureCache? cache)
    {
        if (cache?.Problem is { } problem)
        {
            Warning(logger, problem);
        }

        if (cache is not null && logger.IsEnabled(LogLevel.Information))
        {
            Line(logger, $"{cache}");
        }
    }

    private void Note(IReadOnlyList<string> notes)
    {
        foreach (string note in notes)
        {
            Line(logger, note);
        }
    }

    private void Warn(IReadOnlyList<string> warnings, AuditResult? audit)
    {
        foreach (string warning in warnings)
        {
            Warning(logger, warning);
        }

        foreach (AuditFinding finding in (audit?.Findings ?? []).Where(f => f.Verdict is AuditVerdict.Warn or AuditVerdict.Fail))
        {
            Finding(logger, finding.Verdict, finding.Name, finding.Sentence);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "{Line}")]
    private static partial void Line(ILogger logger, string line);

    [LoggerMessage(2, LogLevel.Warning, "{Warning}")]
    private static partial void Warning(ILogger logger, string warning);

    [LoggerMessage(3, LogLevel.Warning, "Audit, {Verdict}: {Audit}: {Sentence}")]
    private static partial void Finding(ILogger logger, AuditVerdict verdict, string audit, string sentence);

    private sealed class Both(IProgress<TrainingProgress> first, IProgress<TrainingProgress> second) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            first.Report(value);
            second.Report(value);
        }
    }
}
