using System.CommandLine;

namespace CovidClassifier.Console.Options;

/// <summary>The option <c>--input-size</c>.</summary>
internal static class InputSizeOption
{
    private const int Least = 64, Most = 512;

    public static Option<int?> Create() => NumberOption.WholeOrNone(
        "--input-size", Least,
            "Side in pixels of the images, for example 320 instead of 224: finer things are seen, and each pass takes longer by the square. For networks " +
            "that look at every place alike, as MobileNet, ResNet and DenseNet do. Default: the network's own; FILE.onnx may leave it open.",
        Most);
}
