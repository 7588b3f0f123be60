namespace CovidClassifier;

/// <summary>
/// How gray levels 0..255 become the numbers that a network was made for. It is written into the network's graph, so training, scoring and export cannot disagree.
/// </summary>
public sealed class Preprocessing
{
    private Preprocessing(string name, float scale, float shift, float[]? means = null, float[]? deviations = null)
    {
        Name = name;
        Scale = scale;
        Shift = shift;
        Means = means;
        Deviations = deviations;
    }

    /// <summary>Gray / 255: 0..1. What Keras' rescale=1/255 and the study's CNN use.</summary>
    public static Preprocessing ZeroOne { get; } = new("zero-one", 1 / 255f, 0);

    /// <summary>Gray / 127.5 - 1: -1..1. What TensorFlow's MobileNet networks use.</summary>
    public static Preprocessing MinusOneOne { get; } = new("minus-one-one", 1 / 127.5f, -1);

    /// <summary>
    /// Gray / 255, then minus the mean (0.485, 0.456, 0.406) and divided by the deviation (0.229, 0.224, 0.225) of red, green and blue. What torchvision's networks use
    /// (https://pytorch.org/vision/stable/models.html). Needs a network with three input channels.
    /// </summary>
    public static Preprocessing ImageNet { get; } = new("imagenet", 1 / 255f, 0, [0.485f, 0.456f, 0.406f], [0.229f, 0.224f, 0.225f]);

    /// <summary>
    /// (Gray - 127) / 128. What EfficientNet-Lite's networks use (https://github.com/onnx/models, efficientnet-lite4).
    /// </summary>
    public static Preprocessing EfficientNetLite { get; } = new("efficientnet-lite", 1 / 128f, -127 / 128f);

    /// <summary>Gray 0..255 as it is: the network scales by itself.</summary>
    public static Preprocessing None { get; } = new("none", 1, 0);

    /// <summary>All that <see cref="Parse"/> knows.</summary>
    public static IReadOnlyList<Preprocessing> All { get; } = [ZeroOne, MinusOneOne, ImageNet, EfficientNetLite, None];

    /// <summary>zero-one, minus-one-one, imagenet, efficientnet-lite or none: the word used in files and on the command line.</summary>
    public string Name { get; }

    internal float Scale { get; }

    internal float Shift { get; }

    internal float[]? Means { get; }

    internal float[]? Deviations { get; }

    /// <summary>The preprocessing of this <see cref="Name"/> (exact, lower case).</summary>
    /// <exception cref="ArgumentException">No preprocessing has this name.</exception>
    public static Preprocessing Parse(string name) =>
        All.FirstOrDefault(p => p.Name == name)
        ?? throw new ArgumentException($"Preprocessing '{name}' is not one of: {string.Join(", ", All.Select(p => p.Name))}.", nameof(name));

    /// <inheritdoc/>
    public override string ToString() => Name;
}
