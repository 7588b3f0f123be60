using System.Numerics;
using CovidClassifier.Foundation;

namespace CovidClassifier;

/// <summary>
/// Stochastic gradient descent with momentum: v = momentum v + g, w = w - rate v (Sutskever et al. 2013 in PyTorch's form). <see cref="WeightDecay"/> is added
/// to the gradient (L2).
/// </summary>
public sealed record SgdOptimizer : Optimizer
{
    /// <summary>Share of the last step kept; at least 0 and below 1. Default 0.9.</summary>
    public double Momentum { get; init => field = Check.UnitBelowOne(value); } = 0.9;

    /// <summary>Times the weight, added to its gradient; 0 or more. Default 0.</summary>
    public double WeightDecay { get; init => field = Check.NotNegative(value); }

    /// <inheritdoc/>
    public override string Description => FormattableString.Invariant($"sgd(momentum={Momentum}, weightDecay={WeightDecay})");

    internal override IReadOnlyList<string> Slots { get; } = ["v"];

    internal override IReadOnlyList<string> Scalars { get; } = ["rate"];

    internal override float[] ScalarsAt(long step, double learningRate) => [(float)learningRate];

    internal override void Update(ReadOnlySpan<float> scalars, Span<float> weights, ReadOnlySpan<float> gradient, Span<float> first, Span<float> second)
    {
        float rate = scalars[0];
        (float momentum, float decay) = ((float)Momentum, (float)WeightDecay);
        int i = 0;
        for (; i <= weights.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var w = new Vector<float>(weights[i..]);
            Vector<float> velocity = new Vector<float>(first[i..]) * momentum + (new Vector<float>(gradient[i..]) + w * decay);
            (w - velocity * rate).CopyTo(weights[i..]);
            velocity.CopyTo(first[i..]);
        }

        for (; i < weights.Length; i++)
        {
            first[i] = first[i] * momentum + (gradient[i] + weights[i] * decay);
            weights[i] -= first[i] * rate;
        }
    }
}
