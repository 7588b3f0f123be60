using System.Numerics;
using CovidClassifier.Foundation;

namespace CovidClassifier;

/// <summary>
/// Adam (Kingma and Ba 2015, algorithm 1, with bias correction), and with <see cref="WeightDecay"/> above 0 AdamW (Loshchilov and Hutter 2019, algorithm 2:
/// decay apart from the gradient, times the learning rate). Both step exactly as PyTorch's optimizers of these names do.
/// </summary>
public sealed record AdamOptimizer : Optimizer
{
    /// <summary>Decay of the mean of gradients; at least 0 and below 1. Default 0.9.</summary>
    public double Beta1 { get; init => field = Check.UnitBelowOne(value); } = 0.9;

    /// <summary>Decay of the mean of squared gradients; at least 0 and below 1. Default 0.999.</summary>
    public double Beta2 { get; init => field = Check.UnitBelowOne(value); } = 0.999;

    /// <summary>Added to the root of the second moment; above 0. Default 1e-8.</summary>
    public double Epsilon { get; init => field = Check.Positive(value); } = 1e-8;

    /// <summary>Share of each weight taken away per step, times the learning rate; 0 or more. Default 0 (plain Adam). AdamW's usual value is 0.01.</summary>
    public double WeightDecay { get; init => field = Check.NotNegative(value); }

    /// <inheritdoc/>
    public override string Description => FormattableString.Invariant(
        $"{(WeightDecay > 0 ? "adamw" : "adam")}(beta1={Beta1}, beta2={Beta2}, epsilon={Epsilon}, weightDecay={WeightDecay})");

    internal override IReadOnlyList<string> Slots { get; } = ["m", "v"];

    internal override IReadOnlyList<string> Scalars => WeightDecay > 0 ? ["rate", "epsilon", "keep"] : ["rate", "epsilon"];

    // the bias corrections are moved out of the tensors: m/c1 / (sqrt(v/c2) + e) = (sqrt(c2)/c1) m / (sqrt(v) + e sqrt(c2))
    internal override float[] ScalarsAt(long step, double learningRate)
    {
        double first = 1 - Math.Pow(Beta1, step);
        double second = Math.Sqrt(1 - Math.Pow(Beta2, step));
        float[] scalars = [(float)(learningRate * second / first), (float)(Epsilon * second)];
        return WeightDecay > 0 ? [.. scalars, (float)(1 - learningRate * WeightDecay)] : scalars;
    }

    internal override void Update(ReadOnlySpan<float> scalars, Span<float> weights, ReadOnlySpan<float> gradient, Span<float> first, Span<float> second)
    {
        float rate = scalars[0];
        float epsilon = scalars[1];
        float kept = WeightDecay > 0 ? scalars[2] : 1;
        (float keep1, float fresh1, float keep2, float fresh2) = ((float)Beta1, (float)(1 - Beta1), (float)Beta2, (float)(1 - Beta2));
        int i = 0;
        for (; i <= weights.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var g = new Vector<float>(gradient[i..]);
            Vector<float> mean = new Vector<float>(first[i..]) * keep1 + g * fresh1;
            Vector<float> square = new Vector<float>(second[i..]) * keep2 + g * g * fresh2;
            (new Vector<float>(weights[i..]) * kept - mean / (Vector.SquareRoot(square) + new Vector<float>(epsilon)) * rate).CopyTo(weights[i..]);
            mean.CopyTo(first[i..]);
            square.CopyTo(second[i..]);
        }

        for (; i < weights.Length; i++)
        {
            float g = gradient[i];
            first[i] = first[i] * keep1 + g * fresh1;
            second[i] = second[i] * keep2 + g * g * fresh2;
            weights[i] = weights[i] * kept - first[i] / (MathF.Sqrt(second[i]) + epsilon) * rate;
        }
    }
}
