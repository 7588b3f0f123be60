using CovidClassifier.Reporting.Content;
using CovidClassifier.Reporting.Tables;

namespace CovidClassifier;

public sealed partial class CovidModel
{
    /// <summary>
    /// A report of this model on labelled images, with heat maps of some of them, and with the leaderboard where a search found it and they are its held-out
    /// images; add an audit, a command or tables with <c>with</c>, then <see cref="Report.Save"/>. The model must not be disposed before that: it draws the
    /// heat maps then.
    /// </summary>
    /// <param name="result">What <see cref="Evaluate"/> gave; null: nothing was measured.</param>
    /// <param name="data">The data that the report shows; null: those that the model was trained on.</param>
    public Report CreateReport(EvaluationResult? result, XRayDataset? data = null) => new()
    {
        Title = Report.TitleOf(ClassNames, PositiveLabel),
        Summary = Summary(result),
        Seed = Card.Seed,
        Audit = Card.Audit,
        Data = Data(result, data),
        Scores = result is null ? null : Scores(result),
        Training = new ReportTraining
        {
            Network = Card.Network,
            Runs = Card.History.Count == 0 ? [] : [new ReportRun("training", Card.History, Card.BestEpoch)],
            Decision = Card.Decision,
            Recipe = Card.Recipe,
        },
        Local = Card.Local is null ? null : (Card.Local, PositiveLabel),
        Tables =
        [
            .. result?.LeftOutSources is { } sources ? (ReportTable[])[SourceRows.Of(sources)] : [],
            .. Search is { } search && ReferenceEquals(result, HeldOut) ? (ReportTable[])[TriedRecipes.Of(search.Leaderboard)] : [],
        ],
        Warnings = [.. Card.Warnings.Concat(result?.Warnings ?? []).Distinct()],
        Notes = [.. Card.Notes.Concat(result?.Notes ?? []).Distinct()],
        ResearchUseOnly = Card.ResearchUseOnly,
    };

    private string Summary(EvaluationResult? result) =>
        $"{Card.Network.Name}, " + (result is null ? "trained, and measured on no image." : $"measured on {Measured(result)}.");

    private string Measured(EvaluationResult result) =>
        result.Images.Count == 0 ? "no image" : result.LeftOutSources is not null ? "left-out sources, each by a model that was trained without it"
            : ReferenceEquals(result, HeldOut) ? "held-out images" : result.SeenImages > 0
            ? "images that it was not trained on" : "labelled images";

    private ReportData Data(EvaluationResult? result, XRayDataset? data)
    {
        ReportData shown = (data is null ? Trained() : ReportData.Of(data)) with { SeenImages = result?.SeenImages ?? 0, Problems = result?.Problems ?? [] };

        // the images measured are those of the data shown only where these were given, or where they are the training's own
        return shown with
        {
            Flow = data is not null && result is not null ? ReportFlow.Of(data.LeftOut, result.Problems, result.SeenImages, result.Images.Count)
                : data is null && _trainedOn is { } own && (result is null || ReferenceEquals(result, HeldOut))
                    ? ReportFlow.Of(own.LeftOut, own.Problems, seen: 0, own.Count)
                : shown.Flow,
        };
    }

    private ReportData Trained() => new()
    {
        Name = _trainedOn?.Name ?? "training data",
        LeftOut = _trainedOn?.LeftOut ?? [],
        ClassNames = ClassNames,
        Parts = [.. Card.Data.Splits.Select(
            s => new ReportPart(s.Key, [.. ClassNames.Select(c => s.Value.ImagesByClass.GetValueOrDefault(c))], s.Value.Patients) { Groups = s.Value.Groups })],
        KnownPatientShare = Card.Data.KnownPatientShare,
        Sources = Card.Data.Sources,
    };

    private ReportScores Scores(EvaluationResult result) => new()
    {
        Of = Measured(result),
        Images = [.. result.Images.Select(
            i => new ReportImage(i.Image, i.Label, i.Prediction.Label, [.. i.Prediction.Probabilities.Select(p => (double)p.Probability)])
            {
                Guard = i.Prediction.Guard?.Reason,
            })],
        Metrics = result.Metrics,
        Subgroups = result.Subgroups,
        Threshold = PositiveLabel is null ? null : Threshold,
        Sets = result.Sets,
        NoSets = Card.NoSets,
        Seed = Card.Seed,
        // this model was trained on the images of left-out sources, and their scores are not its own
        Explain = result.LeftOutSources is not null ? null : (images, cancellationToken) =>
            [.. ExplainMany(images, cancellationToken: cancellationToken).Select(e => e.Map)],
    };
}
