namespace CovidClassifier;

/// <summary>How a gradient becomes a step. Immutable; its state (moments) belongs to the run.</summary>
public abstract record Optimizer
{
    private protected Optimizer()
    {
    }

    /// <summary>Name and settings in one line, numbers in invariant culture; part of the model card and of a checkpoint's fingerprint.</summary>
    public abstract string Description { get; }

    /// <summary>Names of the state tensors kept beside each parameter, one or two, all of the parameter's shape, zero at first.</summary>
    internal abstract IReadOnlyList<string> Slots { get; }

    /// <summary>Names of the numbers that change from step to step.</summary>
    internal abstract IReadOnlyList<string> Scalars { get; }

    /// <summary>The numbers of step <paramref name="step"/> (first: 1), in the order of <see cref="Scalars"/>.</summary>
    internal abstract float[] ScalarsAt(long step, double learningRate);

    /// <summary>Steps some weights, element by element, in place.</summary>
    /// <param name="scalars">See <see cref="ScalarsAt"/>.</param>
    /// <param name="weights">Weights of one parameter, or some of them.</param>
    /// <param name="gradient">Their gradient.</param>
    /// <param name="first">Their first slot.</param>
    /// <param name="second">Their second slot; empty where there is one alone.</param>
    internal abstract void Update(ReadOnlySpan<float> scalars, Span<float> weights, ReadOnlySpan<float> gradient, Span<float> first, Span<float> second);
}
