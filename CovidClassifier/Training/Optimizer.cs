using CovidClassifier.Onnx;

namespace CovidClassifier.Training;

/// <summary>How a gradient becomes a step. Immutable; its state (moments) belongs to the run.</summary>
public abstract record Optimizer
{
    private protected Optimizer()
    {
    }

    /// <summary>Name and settings in one line, numbers in invariant culture; part of the model card and of a checkpoint's fingerprint.</summary>
    public abstract string Description { get; }

    /// <summary>Names of the state tensors kept beside each parameter, all of the parameter's shape, zero at first.</summary>
    internal abstract IReadOnlyList<string> Slots { get; }

    /// <summary>Names of the numbers that change from step to step.</summary>
    internal abstract IReadOnlyList<string> Scalars { get; }

    /// <summary>The numbers of step <paramref name="step"/> (first: 1), in the order of <see cref="Scalars"/>.</summary>
    internal abstract float[] ScalarsAt(long step, double learningRate);

    /// <summary>Adds one parameter's update to the graph and returns the next value and the next slots.</summary>
    internal abstract (string Parameter, string[] Slots) Append(GraphBuilder builder, string parameter, string gradient, string[] slots, string[] scalars);
}
