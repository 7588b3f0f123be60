using System.Globalization;
using CovidClassifier.Networks;

namespace CovidClassifier;

/// <summary>
/// How gray levels 0..255 become the numbers that a network was made for. It is written into the network's graph, so training, scoring and export cannot
/// disagree.
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
    /// Gray / 255, then minus the mean (0.485, 0.456, 0.406) and divided by the deviation (0.229, 0.224, 0.225) of red, green and blue. What torchvision's
    /// networks use (https://pytorch.org/vision/stable/models.html). Needs a network with three input channels.
    /// </summary>
    public static Preprocessing ImageNet { get; } = new("imagenet", 1 / 255f, 0, [0.485f, 0.456f, 0.406f], [0.229f, 0.224f, 0.225f]);

    /// <summary>
    /// (Gray - 127) / 128. What EfficientNet-Lite's networks use (https://github.com/onnx/models, efficientnet-lite4).
    /// </summary>
    public static Preprocessing EfficientNetLite { get; } = new("efficientnet-lite", 1 / 128f, -127 / 128f);

    /// <summary>
    /// -1024..1024, one channel: what TorchXRayVision's networks use (https://github.com/mlmed/torchxrayvision, datasets.normalize with a largest value of
    /// 255).
    /// </summary>
    public static Preprocessing TorchXRayVision { get; } = new("torchxrayvision", 2048 / 255f, -1024);

    /// <summary>
    /// Gray / 255, then minus 0.5307 and divided by 0.2583: what RAD-DINO uses (https://huggingface.co/microsoft/rad-dino, preprocessor_config.json).
    /// </summary>
    public static Preprocessing RadDino { get; } = new("rad-dino", 1 / 255f / 0.2583f, -0.5307f / 0.2583f);

    /// <summary>Gray 0..255 as it is: the network scales by itself.</summary>
    public static Preprocessing None { get; } = new("none", 1, 0);

    /// <summary>Those with a name of their own; <see cref="Parse"/> knows them and what <see cref="Of"/> makes.</summary>
    public static IReadOnlyList<Preprocessing> All { get; } = [ZeroOne, MinusOneOne, ImageNet, EfficientNetLite, TorchXRayVision, RadDino, None];

    /// <summary>
    /// The word, or for one of your own the list, that is used in files and on the command line: zero-one, or mean=0.5,std=0.25,scale=0.00392156862745098.
    /// </summary>
    public string Name { get; }

    internal float Scale { get; }

    internal float Shift { get; }

    internal float[]? Means { get; }

    internal float[]? Deviations { get; }

    /// <summary>One of your own: (gray x scale - mean) / deviation, for each channel.</summary>
    /// <param name="mean">One number for all channels, or three: of red, green and blue, whatever <paramref name="order"/> is. Finite.</param>
    /// <param name="deviation">As for <paramref name="mean"/>; above 0.</param>
    /// <param name="scale">What gray 0..255 is multiplied by first; finite and above 0. Default 1/255, so that mean and deviation are those of 0..1.</param>
    /// <param name="order">How the network's channels lie.</param>
    /// <exception cref="ArgumentException">Not one or three numbers, or one out of range.</exception>
    public static Preprocessing Of(IReadOnlyList<double> mean, IReadOnlyList<double> deviation, double scale = 1 / 255.0, ChannelOrder order = ChannelOrder.Rgb)
    {
        Require(mean, nameof(mean), double.IsFinite, "finite");
        Require(deviation, nameof(deviation), d => d is > 0 and < double.PositiveInfinity, "finite and above 0");
        Require([scale], nameof(scale), s => s is > 0 and < double.PositiveInfinity, "finite and above 0");
        string name = PreprocessingText.Write(mean, deviation, scale, order);
        if (mean.Count == 1 && deviation.Count == 1)
        {
            return new Preprocessing(name, (float)(scale / deviation[0]), (float)(-mean[0] / deviation[0]));
        }

        return new Preprocessing(name, (float)scale, 0, Channels(mean, order), Channels(deviation, order));
    }

    /// <summary>
    /// The preprocessing of this <see cref="Name"/>: a word (exact, lower case), or a list of mean=, std=, scale= and order= (rgb or bgr), in any order, a
    /// scale also as 1/255.
    /// </summary>
    /// <exception cref="ArgumentException">No preprocessing has this name.</exception>
    public static Preprocessing Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(p => p.Name == name) ?? (name.Contains('=', StringComparison.Ordinal)
            ? PreprocessingText.Read(name)
            : throw new ArgumentException(
                $"Preprocessing '{name}' is not one of: {string.Join(", ", All.Select(p => p.Name))}; or a list such as {PreprocessingText.Example}.",
                nameof(name)));
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static float[] Channels(IReadOnlyList<double> values, ChannelOrder order)
    {
        double[] three = values.Count == 1 ? [values[0], values[0], values[0]] : [.. values];
        return [.. (order == ChannelOrder.Bgr ? Enumerable.Reverse(three) : three).Select(v => (float)v)];
    }

    private static void Require(IReadOnlyList<double> values, string name, Func<double, bool> holds, string rule)
    {
        ArgumentNullException.ThrowIfNull(values, name);
        if (values.Count is not (1 or 3) || !values.All(holds))
        {
            throw new ArgumentException(
                $"{name} must be one number or three (red, green, blue), each {rule}, got " +
                    $"{string.Join(", ", values.Select(v => v.ToString(CultureInfo.InvariantCulture)))}.", name);
        }
    }
}
