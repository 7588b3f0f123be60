using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace CovidClassifier.Training;

/// <summary>The memory of one training step's inputs, made once and filled again and again. Owns it.</summary>
internal sealed class Batch : IDisposable
{
    public Batch(int size, ReadOnlySpan<long> sampleShape, int outputs, IReadOnlyList<DropoutMask> masks)
    {
        Indices = new int[size];
        Samples = Allocate([size, .. sampleShape]);
        Targets = Allocate([size, outputs]);
        SampleWeights = Allocate([size, 1]);
        Logits = Allocate([size, outputs]);
        Masks = [.. masks.Select(m => Allocate(m.Shape))];
    }

    /// <summary>Which samples the batch holds; the first <see cref="Count"/> are real.</summary>
    public int[] Indices { get; }

    /// <summary>Real samples; the rest have weight 0.</summary>
    public int Count { get; set; }

    public int Epoch { get; set; }

    public int Number { get; set; }

    public OrtValue Samples { get; }

    public OrtValue Targets { get; }

    public OrtValue SampleWeights { get; }

    public OrtValue Logits { get; }

    public IReadOnlyList<OrtValue> Masks { get; }

    public void Dispose()
    {
        foreach (OrtValue value in Masks.Concat([Samples, Targets, SampleWeights, Logits]))
        {
            value.Dispose();
        }
    }

    private static OrtValue Allocate(long[] shape)
    {
        var value = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, TensorElementType.Float, shape);
        value.GetTensorMutableDataAsSpan<float>().Clear();
        return value;
    }
}
