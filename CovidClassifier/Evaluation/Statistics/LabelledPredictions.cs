using System.Globalization;
using CovidClassifier.Data.Facts;
using CovidClassifier.Evaluation.Statistics;

namespace CovidClassifier;

/// <summary>
/// What a model said of labelled images: the one thing that every figure, interval, test and table is made from. Checked once, here. Immutable.
/// </summary>
public sealed class LabelledPredictions
{
    // probabilities come from 32-bit softmax over a handful of classes: sums are off by 1e-6 at most, logits by far more
    private const double SumTolerance = 1e-3;

    private readonly Lazy<RankedScores>[] _rankings;

    /// <param name="classNames">At least one name, all different, in the order of each image's probabilities.</param>
    /// <param name="positiveLabel">One of <paramref name="classNames"/>, or null: then sensitivity and its kin are undefined.</param>
    /// <param name="predictions">One for each image. May be empty: then every figure is undefined.</param>
    /// <exception cref="ArgumentException">A label is no class, or probabilities break a rule; the message names the first image that does, from 0.</exception>
    public LabelledPredictions(IReadOnlyList<string> classNames, string? positiveLabel, IEnumerable<LabelledPrediction> predictions)
        : this(new ClassIndex(classNames), positiveLabel, [.. predictions ?? throw new ArgumentNullException(nameof(predictions))])
    {
    }

    private LabelledPredictions(ClassIndex classes, string? positiveLabel, LabelledPrediction[] predictions)
        : this(
            new LabelledImages(classes, positiveLabel, [.. predictions.Select(p => (p.Label, p.PatientId, p.Image))]),
            Array.ConvertAll(predictions, p => p.Probabilities?.ToArray() ?? []),
            classes.Of(predictions.Select(p => p.PredictedLabel)))
    {
    }

    /// <param name="truth">What the images show.</param>
    /// <param name="probabilities">A row for each image, a probability for each class.</param>
    /// <param name="predictedLabels">The model's class index for each image.</param>
    internal LabelledPredictions(LabelledImages truth, double[][] probabilities, int[] predictedLabels)
    {
        Truth = truth;
        Probabilities = probabilities;
        PredictedLabels = predictedLabels;
        CheckProbabilities();
        _rankings = [.. truth.Classes.Names.Select((name, c) => new Lazy<RankedScores>(() => Rank(name, c)))];
    }

    /// <summary>In the order of the probabilities.</summary>
    public IReadOnlyList<string> ClassNames => Classes.Names;

    /// <summary>The class that sensitivity and its kin speak of; null where none is chosen.</summary>
    public string? PositiveLabel => Truth.PositiveLabel;

    /// <summary>Number of images.</summary>
    public int Count => Labels.Length;

    /// <summary>What was said of one image.</summary>
    /// <param name="image">Its position, from 0.</param>
    public LabelledPrediction this[int image] =>
        new(ClassNames[Labels[image]], ClassNames[PredictedLabels[image]], Probabilities[image], Truth.Images[image]) { PatientId = Truth.PatientId(image) };

    /// <summary>What the images show.</summary>
    internal LabelledImages Truth { get; }

    internal ClassIndex Classes => Truth.Classes;

    /// <summary>Index of the positive label, or null where there is none.</summary>
    internal int? Positive => Truth.Positive;

    internal int[] Labels => Truth.Labels;

    /// <summary>A row for each image, a probability for each class.</summary>
    internal double[][] Probabilities { get; }

    internal int[] PredictedLabels { get; }

    /// <summary>Who has which images.</summary>
    internal PatientIndex Patients => Truth.Patients;

    /// <summary>Made by a model of this library.</summary>
    internal static LabelledPredictions Of(
        IReadOnlyList<string> classNames, string? positiveLabel, IEnumerable<(XRayImage Image, string Label, Prediction Prediction)> images) =>
        new(classNames, positiveLabel, images.Select(i => new LabelledPrediction(
            i.Label, i.Prediction.Label, [.. i.Prediction.Probabilities.Select(p => (double)p.Probability)], i.Image)));

    /// <summary>The images in the order of a class's probability, the class against the rest.</summary>
    internal RankedScores Ranking(int classIndex) => _rankings[classIndex].Value;

    /// <summary>Some of the images, in this order; a position may come several times.</summary>
    internal LabelledPredictions At(IReadOnlyList<int> positions) =>
        new(Truth.At(positions), [.. positions.Select(i => Probabilities[i])], [.. positions.Select(i => PredictedLabels[i])]);

    private RankedScores Rank(string name, int c) => new(
        Array.ConvertAll(Labels, label => label == c),
        Array.ConvertAll(Probabilities, row => row[c]),
        $"no image is labelled {name}",
        $"no image is labelled other than {name}");

    private void CheckProbabilities()
    {
        if (Probabilities.Length != Count || PredictedLabels.Length != Count)
        {
            throw Refused(
                $"There must be one prediction for each of the {Count} images, got {Probabilities.Length} rows of probabilities and " +
                    $"{PredictedLabels.Length} labels.");
        }

        for (int i = 0; i < Count; i++)
        {
            double[] row = Probabilities[i];
            if (row.Length != Classes.Count)
            {
                throw Refused($"probabilities must hold one number for each of the {Classes.Count} classes, got {row.Length} for image {i}.");
            }

            if (Array.FindIndex(row, p => p is not (>= 0 and <= 1)) is >= 0 and int wrong)
            {
                throw Refused($"probabilities must lie in 0 to 1, got {Text(row[wrong])} for image {i}.");
            }

            if (Math.Abs(row.Sum() - 1) > SumTolerance)
            {
                throw Refused($"The probabilities of an image must sum to 1, got {Text(row.Sum())} for image {i}.");
            }
        }
    }

    private static ArgumentException Refused(string sentence) => new(sentence, "predictions");

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
