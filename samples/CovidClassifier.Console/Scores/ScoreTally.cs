using CovidClassifier.Console.Reports;
using CovidClassifier.Console.Views;

namespace CovidClassifier.Console.Scores;

/// <summary>What a scoring came to: how many images, and where a report is asked for, each of them.</summary>
/// <param name="modelPath">As it was given.</param>
/// <param name="model">What scores.</param>
/// <param name="inputs">What is scored.</param>
/// <param name="json">Where the report goes; null: none is asked for, and no row is kept.</param>
internal sealed class ScoreTally(string modelPath, CovidModel model, ScoreInputs inputs, string? json)
{
    private readonly List<ScoreRow> _rows = [];
    private int _ofSeveral;
    private ScoreRow? _firstOfSeveral;

    public int Images { get; private set; }

    /// <summary>Images without a label: they cannot be read, or are rejected.</summary>
    public int Unlabelled { get; private set; }

    /// <summary>Of a run that names its images: each of them is wanted.</summary>
    public int ExitCodeOfImages => Unlabelled == 0 ? ExitCode.Done : ExitCode.Failed;

    /// <summary>Of a run whose rows say why there is no label: it fails where that is all that they say.</summary>
    public int ExitCodeOfFile => Images > 0 && Unlabelled == Images ? ExitCode.Failed : ExitCode.Done;

    public void Add(ScoreRow row)
    {
        Images++;
        Unlabelled += row.Reason is null ? 0 : 1;
        if (row.Frames > 1)
        {
            _ofSeveral++;
            _firstOfSeveral ??= row;
        }

        if (json is not null)
        {
            _rows.Add(row);
        }
    }

    /// <summary>Tells of files that hold more pictures than were scored.</summary>
    public void TellOfFrames(Action<string> say)
    {
        if (_firstOfSeveral is { } first)
        {
            say($"Several pictures in one file: {Figures.Of(_ofSeveral)} (first: '{first.Path}', {Figures.Of(first.Frames)} of them); the first picture of " +
                $"each "
                + "was scored.");
        }
    }

    public void WriteJson(TimeSpan elapsed)
    {
        if (json is null)
        {
            return;
        }

        ReportJson.Write(json, new PredictionReport
        {
            Model = modelPath,
            ClassNames = model.ClassNames,
            PositiveLabel = model.PositiveLabel,
            Threshold = model.Threshold,
            Predictions = [.. _rows.Where(r => r.PredictedLabel is not null).Select(r => PredictionEntry.Of(r, model.ClassNames))],
            Failures = [.. _rows.Where(r => r.Reason is not null).Select(r => new FailureEntry(r.Path, r.Reason!))],
            LeftOut = inputs.LeftOut,
            Seconds = elapsed.TotalSeconds,
            ResearchUseOnly = model.Card.ResearchUseOnly,
        }, ReportJson.Readable.PredictionReport);
    }
}
