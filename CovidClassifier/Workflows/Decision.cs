using CovidClassifier.Data.Facts;
using CovidClassifier.Evaluation.Calibration;
using CovidClassifier.Guarding;
using CovidClassifier.Learning;
using CovidClassifier.Learning.Samples;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;
using CovidClassifier.Scoring;
using Google.Protobuf;

namespace CovidClassifier.Workflows;

/// <summary>
/// How a trained network's logits become probabilities and labels: calibration first, then the threshold on calibrated probabilities; both
/// from validation images alone.
/// </summary>
/// <param name="Rule">Class names, positive label and threshold.</param>
/// <param name="Calibration">What stands between logits and probabilities.</param>
/// <param name="Card">What the card says of both.</param>
internal sealed record Decision(DecisionRule Rule, FittedCalibration Calibration, CardDecision Card)
{
    /// <summary>What a reader of the card is to be warned of.</summary>
    public IEnumerable<string> Warnings => new[] { Calibration.Note, ThresholdWarning }.OfType<string>();

    private string? ThresholdWarning { get; init; }

    /// <summary>Calibrates and chooses.</summary>
    /// <param name="recipe">Says how.</param>
    /// <param name="learned">Trained.</param>
    /// <param name="images">Decoded at the network's size.</param>
    /// <param name="validation">Labelled images that no weight was trained on; where there are none, nothing is calibrated and the
    /// threshold is 0.5.</param>
    /// <param name="cancellationToken">Honoured within one node of the graph.</param>
    /// <exception cref="NetworkException">The network gives no number for an image.</exception>
    public static Decision Fit(
        TrainingRecipe recipe, LearnedNetwork learned, DecodedDataset images, XRayDataset validation, CancellationToken cancellationToken)
    {
        IReadOnlyList<float[]> logits = learned.Logits(images, validation, cancellationToken);
        foreach (float[] row in logits)
        {
            Scorer.RequireFinite(row);
        }

        return Fit(recipe, logits, new ClassIndex(recipe.Dataset.ClassNames).Of(validation.Images.Select(i => i.Label)));
    }

    /// <summary>The same from logits, rows of one number (the logit of the second of two classes) or of one per class.</summary>
    public static Decision Fit(TrainingRecipe recipe, IReadOnlyList<float[]> logits, int[] labels)
    {
        string[] classes = [.. recipe.Dataset.ClassNames];
        int positive = Array.IndexOf(classes, recipe.PositiveClass);
        FittedCalibration calibration = FittedCalibration.Fit(recipe.Calibration, logits, labels);
        double[] probabilities = [.. logits.Select(row => Evaluation.Probabilities.Of(calibration.Apply(row))[positive])];
        ThresholdChoice threshold = recipe.Threshold.Choose(Array.ConvertAll(labels, l => l == positive), probabilities);
        var rule = new DecisionRule(classes, recipe.PositiveClass, threshold.Value);
        return new Decision(rule, calibration, CardDecision.Of(calibration, threshold, labels.Length)) { ThresholdWarning = threshold.Warning };
    }

    /// <summary>What the shipped graph says where its network gives these logits.</summary>
    public IReadOnlyList<Prediction> Predict(IReadOnlyList<float[]> logits, CancellationToken cancellationToken)
    {
        using var scorer = new LogitsScorer(Rule, logits[0].Length, (builder, tensor) => Calibration.Append(builder, tensor, logits[0].Length));
        return [.. logits.Select(row => scorer.Score(row, cancellationToken))];
    }

    /// <summary>What ships.</summary>
    /// <param name="learned">Trained.</param>
    /// <param name="guard">Tells strange images; null: nothing does.</param>
    public IScoringModel Model(LearnedNetwork learned, InputGuard? guard = null) => learned is LearnedHead head
        ? HeadScoringModel.Of(
            head, Rule, (builder, logits) => Calibration.Append(builder, logits, learned.Network.Outputs), guard) with
        { Provider = learned.Provider }
        : new GraphScoringModel(Graph(learned.Network, guard).ToByteArray()) { Provider = learned.Provider };

    /// <summary>The graph that ships where the head is part of it.</summary>
    public ModelProto Graph(NetworkGraph network, InputGuard? guard = null) =>
        ScoringGraph.Decide(network, Rule, Calibration, guard);
}
