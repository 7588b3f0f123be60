namespace CovidClassifier.Onnx.Kernels;

/// <summary>
/// An operator of our own, for training graphs alone: where ONNX's operators take several passes over memory, or one that ONNX Runtime does slowly. It runs
/// inside ONNX Runtime's graph, on the thread of the run. Saved networks never hold one. Stateless.
/// </summary>
internal abstract class Kernel
{
    /// <summary>The operator's name in <see cref="KernelSet.Domain"/>.</summary>
    public abstract string Name { get; }

    /// <summary>Inputs; all are float tensors but the last, an int64 list with the sizes that the operator works with.</summary>
    public abstract int Inputs { get; }

    /// <summary>Float outputs.</summary>
    public virtual int Outputs => 1;

    public abstract void Compute(KernelContext context);
}
