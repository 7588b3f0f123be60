using CovidClassifier.Networks;

namespace CovidClassifier.Transfer;

/// <summary>Ways to adapt a pre-trained network.</summary>
public static class TransferExtensions
{
    /// <summary>The network, to be fine-tuned: its front stays, its last blocks and a new head are trained.</summary>
    /// <param name="network">For example <see cref="Network.FromOnnx"/>.</param>
    /// <param name="options">Null takes the defaults.</param>
    /// <exception cref="ArgumentException">The network is adapted already.</exception>
    public static Network FineTuned(this Network network, FineTuning? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        return network is FineTunedNetwork
            ? throw new ArgumentException("The network is to be fine-tuned already.", nameof(network))
            : new FineTunedNetwork(network, options ?? new FineTuning());
    }
}
