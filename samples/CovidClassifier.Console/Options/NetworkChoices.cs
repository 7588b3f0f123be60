using CovidClassifier.Networks;
using CovidClassifier.Transfer;

namespace CovidClassifier.Console.Options;

/// <summary>Which network to train.</summary>
/// <param name="File">An .onnx file; null: the study's CNN.</param>
/// <param name="Preprocessing">By name; null: what the file says.</param>
/// <param name="InputSize">Side where the file leaves it open.</param>
/// <param name="Dropout">Of the CNN; null: its default.</param>
internal sealed record NetworkChoices(string? File, string? Preprocessing, int? InputSize, double? Dropout)
{
    /// <summary>Trains the network's last blocks instead of all its weights.</summary>
    public bool IsFineTuned { get; init; }

    /// <summary>Where the network is cut for fine-tuning; null: the default place.</summary>
    public string? Cut { get; init; }

    /// <summary>The study's CNN.</summary>
    public static NetworkChoices Cnn { get; } = new(null, null, null, null);

    public Network Open() => IsFineTuned ? Load().FineTuned(new FineTuning { Cut = Cut }) : Load();

    private Network Load() =>
        File is not null ? Network.FromOnnx(File, Preprocessing is null ? null : Networks.Preprocessing.Parse(Preprocessing), InputSize)
        : Dropout is { } dropout ? Network.CustomCnn(dropout)
        : Network.CustomCnn();
}
