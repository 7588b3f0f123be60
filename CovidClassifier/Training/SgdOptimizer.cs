using CovidClassifier.Onnx;
using CovidClassifier.Plumbing;

namespace CovidClassifier.Training;

/// <summary>
/// Stochastic gradient descent with momentum: v = momentum v + g, w = w - rate v (Sutskever et al. 2013 in PyTorch's form). <see cref="WeightDecay"/> is added to the gradient (L2).
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

    internal override (string Parameter, string[] Slots) Append(GraphBuilder builder, string parameter, string gradient, string[] slots, string[] scalars)
    {
        string slope = WeightDecay > 0
            ? builder.Add("Add", [gradient, builder.Add("Mul", [parameter, builder.Constant((float)WeightDecay)])])
            : gradient;
        string velocity = builder.Add("Add", [builder.Add("Mul", [slots[0], builder.Constant((float)Momentum)]), slope]);
        return (builder.Add("Sub", [parameter, builder.Add("Mul", [velocity, scalars[0]])]), [velocity]);
    }
}
