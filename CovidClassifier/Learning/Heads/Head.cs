using System.Globalization;
using CovidClassifier.Foundation;
using CovidClassifier.Learning.Heads;

namespace CovidClassifier;

/// <summary>
/// The classifier that is trained on the features of a frozen network. Immutable; training leaves it as it is.
/// </summary>
/// <remarks>
/// <list type="table">
/// <item><term>input</term><description>one row of features per image, standardised with the training rows' mean and deviation</description></item>
/// <item><term>output</term><description>one probability per class</description></item>
/// <item><term>GPU</term><description>not needed</description></item>
/// <item><term>ONNX</term><description>linear heads (maxent, sdca, svm, mean) are written into the network's graph; lightgbm, fastforest and a caller's
/// trainer are in the zip alone</description></item>
/// <item><term>deterministic</term><description>same data and seed: the same weights</description></item>
/// </list>
/// </remarks>
public sealed class Head
{
    private const double DefaultL2 = 100;

    private Head(string name, string description, IHeadTrainer? trainer, TransformerHeadTrainer? pipeline = null)
    {
        Name = name;
        Description = description;
        Trainer = trainer;
        Pipeline = pipeline;
    }

    /// <summary>Every head with its defaults; the first is the default.</summary>
    public static IReadOnlyList<Head> All { get; } = [MaximumEntropy(), Sdca(), LinearSvm(), NearestClassMean(), LightGbm(), FastForest()];

    /// <summary>maxent, sdca, svm, mean, lightgbm, fastforest, or trainer for a caller's own: the word used in model cards and on the command line.</summary>
    public string Name { get; }

    /// <summary>The head with its settings, for the model card.</summary>
    public string Description { get; }

    /// <summary>Trains a head that becomes part of the network's graph; null where it stays a transformer of ML.NET.</summary>
    internal IHeadTrainer? Trainer { get; }

    /// <summary>Trains a head that stays a transformer of ML.NET; null where it becomes part of the graph.</summary>
    internal TransformerHeadTrainer? Pipeline { get; }

    /// <summary>Throws a <see cref="TrainingException"/> where this machine lacks what the head is trained with.</summary>
    internal Action RequireUsable { get; private init; } = () => { };

    /// <summary>Multinomial logistic regression, by ML.NET's L-BFGS.</summary>
    /// <param name="l2">
    /// Weight of half the squared norm of the weights against the sum of the images' log losses; finite and above 0. Default 100, which is scikit-learn's C =
    /// 0.01: features of a network are more than there are images, so a weak penalty learns the training images by heart.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="l2"/> is out of range.</exception>
    public static Head MaximumEntropy(double l2 = DefaultL2) =>
        new("maxent", Describe("maxent", l2), new MaximumEntropyTrainer(Check.Positive(l2, nameof(l2))));

    /// <summary>
    /// Logistic regression by ML.NET's stochastic dual coordinate ascent (Shalev-Shwartz and Zhang 2013, arXiv:1209.1873). With two classes the same aim as
    /// <see cref="MaximumEntropy"/>, but that the bias is held down too; with more it weighs the label against each other class apart, and its probabilities
    /// are less sure.
    /// </summary>
    /// <param name="l2">As for <see cref="MaximumEntropy"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="l2"/> is out of range.</exception>
    public static Head Sdca(double l2 = DefaultL2) => new("sdca", Describe("sdca", l2), new SdcaTrainer(Check.Positive(l2, nameof(l2))));

    /// <summary>
    /// A linear support vector machine per class against the rest, by ML.NET's Pegasos (Shalev-Shwartz et al. 2011), its margin made a probability by Platt's
    /// sigmoid (Platt 1999), the probabilities then divided by their sum.
    /// </summary>
    /// <param name="l2">Weight of half the squared norm of the weights against the sum of the images' hinge losses; finite and above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="l2"/> is out of range.</exception>
    public static Head LinearSvm(double l2 = DefaultL2) => new("svm", Describe("svm", l2), new LinearSvmHeadTrainer(Check.Positive(l2, nameof(l2))));

    /// <summary>
    /// The class whose mean is nearest: a baseline that any other head should beat. Probabilities are the softmax of half the squared distances, taken negative
    /// and times one factor of 0 to 1 that fits the training images best.
    /// </summary>
    public static Head NearestClassMean() => new("mean", "mean", new NearestClassMeanTrainer());

    /// <summary>
    /// Gradient-boosted trees by LightGBM (Ke et al. 2017): 100 rounds of 8 leaves, each tree from a tenth of the features. Trained on x64 processors only, on
    /// Linux with the system's libgomp; the trained head runs everywhere.
    /// </summary>
    public static Head LightGbm() =>
        new("lightgbm", "lightgbm", null, new TransformerHeadTrainer(Trees.LightGbm, takesImage: false)) { RequireUsable = LightGbmLibrary.Require };

    /// <summary>
    /// A random forest per class against the rest by ML.NET's FastForest, 100 trees of 20 leaves, calibrated by Platt's sigmoid, the probabilities then divided
    /// by their sum.
    /// </summary>
    public static Head FastForest() => new("fastforest", "fastforest", null, new TransformerHeadTrainer(Trees.FastForest, takesImage: false));

    /// <summary>Any multiclass trainer of ML.NET.</summary>
    internal static Head OfTrainer(Func<Microsoft.ML.MLContext, Microsoft.ML.IEstimator<Microsoft.ML.ITransformer>> create, bool takesImage) =>
        new("trainer", "a trainer of ML.NET", null, new TransformerHeadTrainer(create, takesImage));

    /// <summary>The head of this <see cref="Name"/> (exact, lower case) with its defaults.</summary>
    /// <exception cref="ArgumentException">No head has this name.</exception>
    public static Head Parse(string name) =>
        All.FirstOrDefault(h => h.Name == name)
        ?? throw new ArgumentException($"Head '{name}' is not one of: {string.Join(", ", All.Select(h => h.Name))}.", nameof(name));

    /// <inheritdoc/>
    public override string ToString() => Description;

    private static string Describe(string name, double l2) => string.Create(CultureInfo.InvariantCulture, $"{name}, l2 {l2}");
}
