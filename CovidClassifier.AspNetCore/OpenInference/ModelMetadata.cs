namespace CovidClassifier.AspNetCore.OpenInference;

/// <summary>What the protocol tells of a model.</summary>
internal sealed record ModelMetadata(
    string Name, IReadOnlyList<string> Versions, string Platform, IReadOnlyList<TensorDescription> Inputs, IReadOnlyList<TensorDescription> Outputs)
{
    /// <summary>The pixels, float, gray 0..255; or in their place the images' files.</summary>
    public const string Pixels = "pixels", Images = "image";

    /// <summary>Probabilities in the order of the class names, and the label of each image.</summary>
    public const string Score = "Score", Labels = "PredictedLabels";

    public static ModelMetadata Of(ModelVersion model) => new(
        model.Name,
        [model.Version],
        "onnxruntime_onnx",
        [
            new(Pixels, Tensor.Float, [-1, 1, model.Card.Network.InputHeight, model.Card.Network.InputWidth]),
            new(Images, Tensor.Bytes, [-1]),
        ],
        [new(Score, Tensor.Float, [-1, model.Card.ClassNames.Count]), new(Labels, Tensor.Bytes, [-1])]);
}
