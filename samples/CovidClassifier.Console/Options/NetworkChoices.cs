using CovidClassifier.Networks;

namespace CovidClassifier.Console.Options;

/// <summary>Which network to train.</summary>
/// <param name="File">An .onnx file; null: the study's CNN.</param>
/// <param name="Preprocessing">By name; null: what the file says.</param>
/// <param name="InputSize">Side where the file leaves it open.</param>
/// <param name="Dropout">Of the CNN; null: its default.</param>
internal sealed record NetworkChoices(string? File, string? Preprocessing, int? InputSize, double? Dropout)
{
    /// <summary>The study's CNN.</summary>
    public static NetworkChoices Cnn { get; } = new(null, null, null, null);

    public Network Open() =>
        File is not null ? Network.FromOnnx(File, Preprocessing is null ? null : Networks.Preprocessing.Parse(Preprocessing), InputSize)
        : Dropout is { } dropout ? Network.CustomCnn(dropout)
        : Network.CustomCnn();
}
