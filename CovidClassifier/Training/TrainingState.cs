using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace CovidClassifier.Training;

/// <summary>
/// The tensors that training changes, twice: a step reads the current set and writes the spare one, then the two change places. Nothing is copied. Owns its native memory.
/// </summary>
internal sealed class TrainingState : IDisposable
{
    private readonly Dictionary<string, int> _index;
    private OrtValue[] _current;
    private OrtValue[] _spare;

    public TrainingState(IReadOnlyList<StateTensor> tensors)
    {
        Tensors = tensors;
        _index = tensors.Select((t, i) => (t.Name, i)).ToDictionary(p => p.Name, p => p.i, StringComparer.Ordinal);
        _current = [.. tensors.Select(Allocate)];
        _spare = [.. tensors.Select(Allocate)];
    }

    public IReadOnlyList<StateTensor> Tensors { get; }

    /// <summary>In the order of <see cref="Tensors"/>.</summary>
    public IReadOnlyList<OrtValue> Current => _current;

    /// <summary>Where the next step writes.</summary>
    public IReadOnlyList<OrtValue> Spare => _spare;

    public OrtValue this[string name] => _current[_index[name]];

    /// <summary>The current values, to be read or overwritten.</summary>
    public Span<float> Values(string name) => this[name].GetTensorMutableDataAsSpan<float>();

    public void Swap() => (_current, _spare) = (_spare, _current);

    public void Dispose()
    {
        foreach (OrtValue value in _current.Concat(_spare))
        {
            value.Dispose();
        }
    }

    private static OrtValue Allocate(StateTensor tensor)
    {
        var value = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, TensorElementType.Float, tensor.Shape);
        value.GetTensorMutableDataAsSpan<float>().Clear();
        return value;
    }
}
