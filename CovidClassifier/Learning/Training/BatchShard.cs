using CovidClassifier.Onnx.Runtime;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace CovidClassifier.Learning.Training;

/// <summary>The memory of one run's inputs and logits. Owns it.</summary>
internal sealed class BatchShard : IDisposable
{
    public BatchShard(ShardLayout layout)
    {
        Samples = [.. layout.Inputs.Select(i => Allocate(i.Shape))];
        Targets = Allocate([layout.Samples, layout.Outputs]);
        SampleWeights = Allocate([layout.Samples, 1]);
        Logits = Allocate([layout.Samples, layout.Outputs]);
        SourceTargets = layout.Sources == 0 ? null : Allocate([layout.Samples, layout.Sources]);
        Masks = [.. layout.Masks.Select(m => Allocate(m.Shape))];
    }

    /// <summary>Real samples; the rest have weight 0.</summary>
    public int Count { get; set; }

    /// <summary>In the order of <see cref="ShardLayout.Inputs"/>.</summary>
    public IReadOnlyList<OrtValue> Samples { get; }

    public OrtValue Targets { get; }

    public OrtValue SampleWeights { get; }

    /// <summary>Where an adversary tells sources apart; null: there is none.</summary>
    public OrtValue? SourceTargets { get; }

    public OrtValue Logits { get; }

    public IReadOnlyList<OrtValue> Masks { get; }

    public void Dispose()
    {
        SourceTargets?.Dispose();
        foreach (OrtValue value in Samples.Concat(Masks).Concat([Targets, SampleWeights, Logits]))
        {
            value.Dispose();
        }
    }

    private static OrtValue Allocate(long[] shape)
    {
        var value = OrtValue.CreateAllocatedTensorValue(NativeRuntime.Allocator, TensorElementType.Float, shape);
        value.GetTensorMutableDataAsSpan<float>().Clear();
        return value;
    }
}
