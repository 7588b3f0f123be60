using System.Diagnostics.CodeAnalysis;
using CovidClassifier.Foundation;
using CovidClassifier.Learning;
using CovidClassifier.Learning.Plans;
using CovidClassifier.Networks;
using Microsoft.ML;

namespace CovidClassifier;

/// <summary>
/// How a network learns: all its weights from their present values, its last blocks from a cut on, or a head on its features. Immutable; training leaves it
/// as it is. A <see cref="Network"/> given where a plan is wanted learns with all its weights.
/// </summary>
public abstract class LearningPlan
{
    /// <summary>Which of a plan's <see cref="Choices"/> is its mode.</summary>
    private protected const string ModeKey = "mode";

    private string? _title;

    private protected LearningPlan(string name) => Name = name;

    /// <summary>What the model card calls the network that learns.</summary>
    public string Name { get; }

    /// <summary>The name with the way that the network learns, as comparisons list it: what differs in how it is trained differs here.</summary>
    public string Title => _title ?? OwnTitle;

    /// <summary>Licences of the weights that it begins from, one sentence each, for the model card.</summary>
    internal abstract IReadOnlyList<string> Licences { get; }

    /// <summary>The training options that suit it, before the caller's changes.</summary>
    internal virtual TrainingOptions Defaults => DefaultOptions;

    /// <summary>Whether it needs validation images to know when to stop; otherwise cross-validation trains on everything outside the fold.</summary>
    internal virtual bool NeedsValidation => false;

    /// <summary>Whether it trains epoch by epoch, so that epochs, steps and checkpoints mean something.</summary>
    internal abstract bool LearnsByEpochs { get; }

    /// <summary>Whether what it learns is one graph, from pixels to logits, so that a mean over several can be one.</summary>
    internal virtual bool EndsInItsGraph => true;

    /// <summary>Its own choices by name (camelCase), for the model card; one is its mode, a word.</summary>
    internal abstract IReadOnlyDictionary<string, string> Choices { get; }

    /// <summary>What is trained, in words, for findings.</summary>
    internal virtual string Description => Title;

    /// <summary>The title that the caller gave; null: none.</summary>
    private protected string? GivenTitle => _title;

    /// <summary>The title that a plan has by itself.</summary>
    private protected virtual string OwnTitle => Name;

    private protected static TrainingOptions DefaultOptions { get; } = new();

    /// <summary>The plan of a network that is given alone: all its weights learn, from their present values.</summary>
    /// <param name="network">For example <see cref="Network.CustomCnn"/>.</param>
    [return: NotNullIfNotNull(nameof(network))]
    public static implicit operator LearningPlan?(Network? network) => network is null ? null : FromNetwork(network);

    /// <inheritdoc cref="op_Implicit(Network)"/>
    public static LearningPlan FromNetwork(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new ScratchPlan(network);
    }

    /// <summary>
    /// Several plans as one: each is trained on the same images, and the model's probabilities are the mean of theirs, all in one graph. What a plan costs to
    /// train and to score adds up; <see cref="Prediction.Disagreement"/> says how far the members are apart.
    /// </summary>
    /// <param name="members">
    /// Two or more, for example <c>Backbone.MobileNetV2.FineTuned()</c> and <c>Backbone.ResNet18.FineTuned()</c>. The same plan given several times is trained
    /// from several seeds. Members whose networks take images of different sizes get the largest, and shrink it.
    /// </param>
    /// <exception cref="ArgumentException">
    /// Fewer than two members, an ensemble among them, a head that stays outside the network's graph (<see cref="Head.LightGbm"/>, for example), or some that
    /// are fine-tuned beside some that are trained from scratch: epochs and steps are said once for all.
    /// </exception>
    public static LearningPlan Ensemble(params LearningPlan[] members)
    {
        ArgumentNullException.ThrowIfNull(members);
        return new EnsemblePlan(members);
    }

    /// <summary>
    /// The same plan, whose model averages its probabilities over several views of each image: in calibration, test, cross-validation and every prediction,
    /// saved in the model's graph.
    /// </summary>
    /// <param name="views">
    /// For example <c>ScoringViews.Shifts | ScoringViews.Scales</c>, added to those that the plan has already; <see cref="ScoringViews.None"/> gives the plan
    /// as it is.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="views"/> has a flag that none of them is.</exception>
    /// <exception cref="InvalidOperationException">
    /// The plan's head stays outside the network's graph (<see cref="Head.LightGbm"/>, for example), or it is an ensemble: its members take views.
    /// </exception>
    public LearningPlan WithViews(ScoringViews views) =>
        (views & ~(ScoringViews.Mirror | ScoringViews.Shifts | ScoringViews.Scales)) != 0 ? throw new ArgumentOutOfRangeException(
            nameof(views), views, "Views must be of None, Mirror, Shifts and Scales.")
        : views == ScoringViews.None ? this
        : !EndsInItsGraph || this is EnsemblePlan ? throw new InvalidOperationException(
            $"Views are for a plan that ends in one graph with one network, got '{Title}'; give them to the members of an ensemble.")
        : Viewed(views);

    /// <summary>The same plan under a title of the caller's, so that a comparison can hold two variants of one network.</summary>
    /// <param name="title">Not blank.</param>
    /// <exception cref="ArgumentException"><paramref name="title"/> is blank.</exception>
    public LearningPlan Named(string title)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(title);
        var named = (LearningPlan)MemberwiseClone();
        named._title = title;
        return named;
    }

    /// <inheritdoc/>
    public override string ToString() => Title;

    /// <summary>The network with its first weights.</summary>
    /// <param name="classCount">Two or more.</param>
    /// <param name="seed">Where new weights are drawn from.</param>
    /// <exception cref="NetworkException">The network cannot learn in this way.</exception>
    internal abstract NetworkGraph Build(int classCount, Seed seed);

    /// <summary>Does once what every split of the same images shares: computes features or activations.</summary>
    /// <param name="setup">Holds the network that <see cref="Build"/> gave.</param>
    /// <param name="cancellationToken">Honoured within one node of the graph.</param>
    internal abstract IPreparedLearner Prepare(LearnerSetup setup, CancellationToken cancellationToken);

    /// <summary>
    /// The same family in a form that is trained in seconds, for audits: they ask what can be told at all, fifteen times over, not what the last epoch can
    /// still win.
    /// </summary>
    internal abstract LearningPlan Quick();

    /// <summary>The same with views that it can have.</summary>
    private protected virtual LearningPlan Viewed(ScoringViews views) => new ViewedPlan(this, views);

    /// <summary>A trainer of ML.NET on the features that this plan leaves as they are; null: it leaves none.</summary>
    internal virtual LearningPlan? UnderTrainer(Func<MLContext, IEstimator<ITransformer>> create) => null;
}
