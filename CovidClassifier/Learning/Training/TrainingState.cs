using CovidClassifier.Onnx.Runtime;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace CovidClassifier.Learning.Training;

/// <summary>
/// The tensors that training changes: parameters, the optimizer's slots and, where asked for, running means of the parameters. Owns its native memory.
/// </summary>
internal sealed class TrainingState : IDisposable
{
    private readonly Dictionary<string, OrtValue> _values = new(StringComparer.Ordinal);

    /// <param name="parameters">What is trained.</param>
    /// <param name="optimizer">Whose slots are kept beside each parameter.</param>
    /// <param name="averaged">Whether a running mean of each parameter is kept, see <see cref="TrainingOptions.AveragedEpochs"/>.</param>
    /// <param name="others">What else changes from step to step.</param>
    public TrainingState(IReadOnlyList<StateTensor> parameters, Optimizer optimizer, bool averaged = false, params IReadOnlyList<StateTensor> others)
    {
        Tensors =
        [
            .. parameters,
            .. parameters.SelectMany(p => optimizer.Slots.Select(s => new StateTensor(SlotOf(p.Name, s), p.Shape))),
            .. averaged ? parameters.Select(p => new StateTensor(AverageOf(p.Name), p.Shape)) : [],
            .. others,
        ];
        foreach (StateTensor tensor in Tensors)
        {
            var value = OrtValue.CreateAllocatedTensorValue(NativeRuntime.Allocator, TensorElementType.Float, tensor.Shape);
            value.GetTensorMutableDataAsSpan<float>().Clear();
            _values.Add(tensor.Name, value);
        }
    }

    /// <summary>Parameters first, in the order given, then slots and means.</summary>
    public IReadOnlyList<StateTensor> Tensors { get; }

    public OrtValue this[string name] => _values[name];

    /// <summary>The running mean of a parameter, where one is kept.</summary>
    public static string AverageOf(string parameter) => parameter + "/average";

    /// <summary>One of the optimizer's slots of a parameter.</summary>
    public static string SlotOf(string parameter, string slot) => $"{parameter}/{slot}";

    /// <summary>The current values, to be read or overwritten.</summary>
    public Span<float> Values(string name) => _values[name].GetTensorMutableDataAsSpan<float>();

    public void Dispose()
    {
        foreach (OrtValue value in _values.Values)
        {
            value.Dispose();
        }
    }
}
