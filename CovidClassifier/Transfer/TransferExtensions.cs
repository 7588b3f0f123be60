using CovidClassifier.Networks;

namespace CovidClassifier.Transfer;

/// <summary>Ways to adapt a pre-trained network.</summary>
public static class TransferExtensions
{
    /// <summary>The network, to be left as it is: a head is trained on its penultimate features.</summary>
    /// <param name="network">For example <see cref="Backbone.MobileNetV2"/> or <see cref="Network.FromOnnx"/>.</param>
    /// <param name="head">Null takes maximum entropy.</param>
    /// <param name="options">Null takes the defaults.</param>
    /// <exception cref="ArgumentException">The network is adapted already.</exception>
    public static Network Frozen(this Network network, Head? head = null, Freezing? options = null)
    {
        RequirePlain(network);
        return new FrozenNetwork(network, head ?? Head.MaximumEntropy(), options ?? new Freezing());
    }

    /// <summary>The network, to be fine-tuned: its front stays, its last blocks and a new head are trained.</summary>
    /// <param name="network">For example <see cref="Backbone.MobileNetV2"/> or <see cref="Network.FromOnnx"/>.</param>
    /// <param name="options">Null takes the defaults.</param>
    /// <exception cref="ArgumentException">The network is adapted already.</exception>
    public static Network FineTuned(this Network network, FineTuning? options = null)
    {
        RequirePlain(network);
        return new FineTunedNetwork(network, options ?? new FineTuning());
    }

    /// <summary>The network, to be fine-tuned as a whole where <paramref name="all"/>: without a cache of activations, slow on a plain CPU.</summary>
    /// <param name="network">For example <see cref="Backbone.MobileNetV2"/> or <see cref="Network.FromOnnx"/>.</param>
    /// <param name="all">False is <see cref="FineTuned(Network, FineTuning)"/>.</param>
    /// <exception cref="ArgumentException">The network is adapted already.</exception>
    public static Network FineTuned(this Network network, bool all) => network.FineTuned(new FineTuning { All = all });

    private static void RequirePlain(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        string? already = network is FrozenNetwork ? "frozen" : network is FineTunedNetwork ? "to be fine-tuned" : null;
        if (already is not null)
        {
            throw new ArgumentException($"The network is {already} already.", nameof(network));
        }
    }
}
