using CovidClassifier.Learning.Plans;

namespace CovidClassifier;

/// <summary>Ways for a pre-trained network to learn.</summary>
public static class PlanExtensions
{
    /// <summary>The network stays as it is: a head is trained on its penultimate features.</summary>
    /// <param name="network">For example <see cref="Backbone.MobileNetV2"/> or <see cref="Network.FromOnnx"/>.</param>
    /// <param name="head">Null takes maximum entropy.</param>
    /// <param name="options">Null takes the defaults.</param>
    /// <exception cref="TrainingException">This machine lacks the native library that the head is trained with (<see cref="Head.LightGbm"/>).</exception>
    public static LearningPlan Frozen(this Network network, Head? head = null, FreezingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        head?.RequireUsable();
        return new FrozenPlan(network, head ?? Head.MaximumEntropy(), options ?? new FreezingOptions());
    }

    /// <summary>The network is fine-tuned: its front stays, its last blocks and a new head are trained.</summary>
    /// <param name="network">For example <see cref="Backbone.MobileNetV2"/> or <see cref="Network.FromOnnx"/>.</param>
    /// <param name="options">Null takes the defaults.</param>
    public static LearningPlan FineTuned(this Network network, FineTuningOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new FineTunedPlan(network, options ?? new FineTuningOptions());
    }

    /// <summary>The network with all its weights, under a title of the caller's; see <see cref="LearningPlan.Named"/>.</summary>
    /// <param name="network">For example <c>Network.CustomCnn(0.5)</c>.</param>
    /// <param name="title">Not blank.</param>
    /// <exception cref="ArgumentException"><paramref name="title"/> is blank.</exception>
    public static LearningPlan Named(this Network network, string title) => LearningPlan.FromNetwork(network).Named(title);

    /// <summary>The network is fine-tuned as a whole where <paramref name="all"/>: without a cache of activations, slow on a plain CPU.</summary>
    /// <param name="network">For example <see cref="Backbone.MobileNetV2"/> or <see cref="Network.FromOnnx"/>.</param>
    /// <param name="all">False is <see cref="FineTuned(Network, FineTuningOptions)"/>.</param>
    public static LearningPlan FineTuned(this Network network, bool all) => network.FineTuned(new FineTuningOptions { All = all });
}
