using CovidClassifier.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace CovidClassifier.Learning.Training;

/// <summary>What one run of the training graph gives beside logits: its share of the loss and of each gradient. Owns the memory.</summary>
internal sealed class ShardGradients : IDisposable
{
    private readonly NamedValues _values = new();

    public ShardGradients(IReadOnlyList<StateTensor> parameters)
    {
        _values.AddFloats(TrainingGraph.Loss);
        foreach (StateTensor parameter in parameters)
        {
            _values.AddFloats(TrainingGraph.GradientOf(parameter.Name), parameter.Shape);
        }

        Outputs = [_values[TrainingGraph.Loss], .. parameters.Select(p => _values[TrainingGraph.GradientOf(p.Name)])];
    }

    /// <summary>The loss, then the parameters' gradients in order.</summary>
    public IReadOnlyList<OrtValue> Outputs { get; }

    public float Loss => _values.Floats(TrainingGraph.Loss)[0];

    public Span<float> Of(string parameter) => _values.Floats(TrainingGraph.GradientOf(parameter));

    public void Dispose() => _values.Dispose();
}
