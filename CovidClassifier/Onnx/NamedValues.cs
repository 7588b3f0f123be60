using CovidClassifier.Onnx.Runtime;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace CovidClassifier.Onnx;

/// <summary>Native tensors by name; owns them: disposing this disposes each.</summary>
internal sealed class NamedValues : IDisposable
{
    private readonly Dictionary<string, OrtValue> _values = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Names => _values.Keys;

    public OrtValue this[string name] => _values[name];

    /// <summary>Takes ownership of <paramref name="value"/>.</summary>
    public void Add(string name, OrtValue value) => _values.Add(name, value);

    /// <summary>Allocates a float tensor and hands back its memory, to be filled by the caller.</summary>
    public Span<float> AddFloats(string name, params ReadOnlySpan<long> dims)
    {
        var value = OrtValue.CreateAllocatedTensorValue(NativeRuntime.Allocator, TensorElementType.Float, dims.ToArray());
        Add(name, value);
        return value.GetTensorMutableDataAsSpan<float>();
    }

    public Span<float> Floats(string name) => _values[name].GetTensorMutableDataAsSpan<float>();

    /// <summary>All-zero tensors for inputs of fixed sizes.</summary>
    public static NamedValues Zeros(IEnumerable<KeyValuePair<string, NodeMetadata>> inputs)
    {
        var values = new NamedValues();
        foreach ((string name, NodeMetadata metadata) in inputs)
        {
            var value = OrtValue.CreateAllocatedTensorValue(
                NativeRuntime.Allocator, metadata.ElementDataType, [.. metadata.Dimensions.Select(d => (long)Math.Max(d, 1))]);
            value.GetTensorMutableRawData().Clear();
            values.Add(name, value);
        }

        return values;
    }

    public void Dispose()
    {
        foreach (OrtValue value in _values.Values)
        {
            value.Dispose();
        }

        _values.Clear();
    }
}
