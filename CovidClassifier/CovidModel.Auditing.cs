using CovidClassifier.Auditing.Context;
using CovidClassifier.Auditing.Labels;
using CovidClassifier.Auditing.OfModels;
using CovidClassifier.Auditing.Retraining;
using CovidClassifier.Auditing.Robustness;
using CovidClassifier.Explanation;
using CovidClassifier.Foundation;
using CovidClassifier.Imaging;
using CovidClassifier.Onnx;
using CovidClassifier.Scoring;

namespace CovidClassifier;

public sealed partial class CovidModel
{
    /// <summary>Heat maps are made of so many images at most.</summary>
    private const int MostExplained = 200;

    /// <summary>So many images at most are changed, each in some thirty ways.</summary>
    private const int MostChanged = 100;

    /// <summary>
    /// Audits a dataset and this model on it: everything of <see cref="DataAudit"/>, then the labels that the model contradicts, its performance by subgroup,
    /// what changed pictures do to it, and where its heat maps lie, both on images that it was not trained on, and with <see cref="AuditOptions.Network"/>
    /// whether training on shuffled labels gives chance.
    /// </summary>
    /// <param name="dataset">Labels are matched to the model's classes without case, spaces, '-' and '_'.</param>
    /// <param name="split">As in <see cref="DataAudit.Run(XRayDataset, DatasetSplit?, AuditOptions?, IProgress{AuditProgress}?, CancellationToken)"/>.</param>
    /// <param name="options">Null: the defaults.</param>
    /// <param name="progress">Told of each image read, scored and explained, and of each training.</param>
    /// <param name="cancellationToken">Honoured within a second.</param>
    /// <exception cref="DatasetException">There are fewer than two classes, a label is no class of the model, or images cannot be read.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    public AuditResult Audit(
        XRayDataset dataset, DatasetSplit? split = null, AuditOptions? options = null, IProgress<AuditProgress>? progress =
            null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        using SharedUse<Sessions>.Use use = _sessions.Begin();
        Sessions sessions = use.Value;
        options ??= new AuditOptions();
        foreach (string label in dataset.ClassNames)
        {
            ClassOf(label, dataset);
        }

        return DataAudit.Run(dataset, split, options, (readable, retrainer) => OwnAudits(sessions, readable, retrainer, options, progress, cancellationToken),
            progress, cancellationToken);
    }

    private IReadOnlyList<IAudit> OwnAudits(
        Sessions sessions, XRayDataset dataset, Retrainer? retrainer, AuditOptions options, IProgress<AuditProgress>? progress,
            CancellationToken cancellationToken)
    {
        (_, EvaluatedImage[] images, int seen) =
            Score(sessions.Scorer, dataset, includeSeen: false, Relay(AuditStage.Scoring, dataset.Count, progress), cancellationToken);
        var scores = new UnseenScores(EvaluatedImage.Predictions(ClassNames, PositiveLabel, images), seen);
        return
        [
            new LabelErrorAudit(scores),
            new SubgroupAudit(scores), Robustness(sessions.Scorer, images, options, progress, cancellationToken),
                Saliency(sessions.Explainer, [.. images.Select(i => i.Image)], options, progress, cancellationToken),
            .. retrainer is null ? [] : (IAudit[])[new PermutationAudit(retrainer)],
        ];
    }

    private RobustnessAudit Robustness(
        ImageScorer scorer, IReadOnlyList<EvaluatedImage> images, AuditOptions options, IProgress<AuditProgress>? progress, CancellationToken cancellationToken)
    {
        EvaluatedImage[] chosen = [.. Chosen(images, MostChanged, RobustnessAudit.Name, options)];
        IReadOnlyList<Prediction[]> said =
            scorer.ScoreMany(chosen.Select((image, number) => (number, image)), Score, Relay(AuditStage.Scoring, chosen.Length, progress), cancellationToken);
        LabelledPredictions Of(int step) =>
            EvaluatedImage.Predictions(ClassNames, PositiveLabel, [.. chosen.Select((image, i) => image with { Prediction = said[i][step] })]);
        return new RobustnessAudit(Of(0), [.. ChangedScores.Steps.Select((s, i) => (s.Change, s.Step, Of(i + 1)))]);

        Prediction[] Score((int Number, EvaluatedImage Image) image, Func<GrayImage, Prediction> score)
        {
            GrayImage picture = image.Image.Image.Encoded.DecodeFullSize(image.Image.Image.ReadBytes(), cancellationToken);
            return [.. ChangedScores.Pictures(picture, image.Number, Card.Network.InputWidth, Card.Network.InputHeight).Select(score)];
        }
    }

    /// <summary>A seeded choice of the images, in their order.</summary>
    private static IEnumerable<T> Chosen<T>(IReadOnlyList<T> images, int most, string audit, AuditOptions options)
    {
        int[] order = [.. Enumerable.Range(0, images.Count)];
        new Seed((ulong)options.Seed).For("audit").For(audit).For("images").Open().Shuffle<int>(order);
        return order.Take(most).Order().Select(i => images[i]);
    }

    private SaliencyAudit Saliency(ImageExplainer explainer, IReadOnlyList<XRayImage> images, AuditOptions options, IProgress<AuditProgress>? progress,
        CancellationToken cancellationToken)
    {
        XRayImage[] chosen = [.. Chosen(images, MostExplained, SaliencyAudit.Name, options)];
        try
        {
            IReadOnlyList<ImageExplanation> maps = explainer.ExplainMany(
                chosen, label: null, ExplanationMethod.HiResCam, Relay(AuditStage.Explaining, chosen.Length, progress), cancellationToken);
            return new SaliencyAudit(chosen, [.. maps.Select(m => m.Map.CentralShare)], "");
        }
        catch (NetworkException e)
        {
            return new SaliencyAudit(chosen, null, e.Message);
        }
    }

    private static Relay<PredictionProgress, AuditProgress> Relay(AuditStage stage, int total, IProgress<AuditProgress>? progress) =>
        new(progress, p => new AuditProgress(stage, p.Done, total));
}
