using CovidClassifier.Data.Facts;
using CovidClassifier.Foundation;
using CovidClassifier.Learning;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;
using CovidClassifier.Scoring;
using CovidClassifier.Workflows;

namespace CovidClassifier;

public sealed partial class CovidModel
{
    /// <summary>
    /// Trains the model's last blocks on few labelled images of the place where it is used; a share of each target stays what the model says already, so that
    /// it does not forget. Probabilities and threshold are then fitted as by <see cref="Calibrate"/>, on images scored by models that did not know their
    /// patient. Synchronous.
    /// </summary>
    /// <param name="local">Labelled images; labels are matched to the model's classes without case, spaces, '-' and '_'.</param>
    /// <param name="options">Null: the defaults.</param>
    /// <param name="progress">Told of each image, batch and epoch.</param>
    /// <param name="cancellationToken">Honoured within a second.</param>
    /// <returns>Another model, to be disposed by itself. Its card says what it did there before and after, and what 10, 20, 50 and 100 patients bring, as far
    /// as there are so many. Its guard and its images to compare with are those of the old model.</returns>
    /// <exception cref="DatasetException">There are fewer than 10 images of the positive label or of the others, a label is no class of the model, or images
    /// cannot be read.</exception>
    /// <exception cref="NetworkException">The model is the mean of several networks, or its head is a transformer of ML.NET.</exception>
    /// <exception cref="InvalidOperationException">The model has no positive label.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    public CovidModel Adapt(
        XRayDataset local, AdaptationOptions? options = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(local);
        using SharedUse<Sessions>.Use use = _sessions.Begin();
        options ??= new AdaptationOptions();
        string positiveLabel = PositiveLabel
            ?? throw new InvalidOperationException("The model has no positive label, so that there is no threshold and no prevalence to fit.");
        if (Card.Network.Members is { } members)
        {
            throw new NetworkException(FormattableString.Invariant(
                $"The model is the mean of {members} networks, and one is adapted at a time: train one network, or calibrate this model (Calibrate)."));
        }

        XRayDataset labelled = local.Relabelled(
            "local", local.Images, [.. local.Images.Select(i => new ClassIndex(ClassNames).Of(ClassOf(i.Label!, local)))], ClassNames);
        NetworkGraph whole = ScoringGraph.NetworkOf(_model.Graph);
        using var run = new AdaptationRun(MirrorAverage.One(ViewAverage.One(whole)), labelled, positiveLabel, options, progress, cancellationToken);
        RequireEnough(local, [.. run.Images.Images.Select(i => i.Label!)]);
        RequirePatients(run.Images);
        int[] labels = new ClassIndex(ClassNames).Of(run.Images.Images.Select(i => i.Label));
        float[][] unseen = run.OutOfFold(cancellationToken);
        IReadOnlyList<LearningCurvePoint> curve = run.Curve(cancellationToken);
        NetworkGraph adapted = WithWeightsOf(whole, run.Train(cancellationToken));
        var decision = LocalDecision.Fit(options.Calibration, ClassNames, _rule.PositiveIndex, unseen, labels);
        EvaluatedImage[] Images(IEnumerable<Prediction> said) => [.. run.Images.Images.Zip(said, (image, p) => new EvaluatedImage(image, image.Label!, p))];
        EvaluatedImage[] before = Images(use.Value.Scorer.ScoreMany(run.Images.Images, i => Decode(i, cancellationToken), null, cancellationToken));
        CardLocal card = new()
        {
            How = "adapted",
            Dataset = local.Name,
            Images = run.Images.Count,
            Patients = run.Images.PatientGroups(FoldGrouping.Patient).Count,
            Prevalence = options.Prevalence ?? labels.Count(l => l == _rule.PositiveIndex) / (double)labels.Length,
            IsPrevalenceGiven = options.Prevalence is not null,
            Before = Metrics(before, [.. before.Select(b => b.Prediction)]),
            After = Metrics(before, OutOfFold(options.Calibration, run.Images, before, unseen, labels, _rule.PositiveIndex, cancellationToken)),
            Curve = curve,
        };
        string[] warnings = Card.Guard is null ? [] :
            ["The network was adapted to images of another place; its guard still knows those of the old training alone."];
        ModelCard fitted = WithLocal(card, decision, run.Hashes);
        return new CovidModel(
            ScoringGraph.Decide(adapted, decision.Rule, decision.Calibration), fitted with { Warnings = [.. fitted.Warnings, .. warnings] });
    }

    /// <summary>A network with the numbers that another, which is part of it, has under the same names.</summary>
    private static NetworkGraph WithWeightsOf(NetworkGraph whole, NetworkGraph trained) => LearnedNetwork.WithWeights(
        whole,
        trained.Model.Graph.Initializer.Where(i => trained.Parameters.Contains(i.Name)).ToDictionary(i => i.Name, i => i.Floats(), StringComparer.Ordinal));
}
