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

    /// <summary>Those with a name of their own; <see cref="Parse"/> knows them and lists of your own.</summary>
    public static IReadOnlyList<Preprocessing> All { get; } = [ZeroOne, MinusOneOne, ImageNet, EfficientNetLite, TorchXRayVision, RadDino, None];

    /// <summary>
    /// The word, or for one of your own the list, that is used in files and on the command line: zero-one, or mean=0.5,std=0.25,scale=0.00392156862745098.
    /// </summary>
    public string Name { get; }

    internal float Scale { get; }

    internal float Shift { get; }

    internal float[]? Means { get; }

    internal float[]? Deviations { get; }

    /// <summary>Subtracted after the scale and before the deviations; null: none.</summary>
    internal MeanImage? MeanImage { get; private init; }

    /// <summary>Whether only a network with three input channels can take it.</summary>
    internal bool IsOfThreeChannels => Means is not null || Deviations?.Length == 3 || MeanImage?.Channels == 3;

    /// <summary>What is left where the network itself subtracts the mean image and divides by the deviations.</summary>
    internal Preprocessing ScaleAlone => Of([0], [1], Scale);

    /// <summary>One of your own: (gray x scale - mean) / deviation, for each channel.</summary>
    /// <param name="mean">One number for all channels, or three: of red, green and blue, whatever <paramref name="order"/> is. Finite.</param>
    /// <param name="deviation">As for <paramref name="mean"/>; above 0.</param>
    /// <param name="scale">What gray 0..255 is multiplied by first; finite and above 0. Default 1/255, so that mean and deviation are those of 0..1.</param>
    /// <param name="order">How the network's channels lie.</param>
    /// <exception cref="ArgumentException">Not one or three numbers, or one out of range.</exception>
    public static Preprocessing Of(IReadOnlyList<double> mean, IReadOnlyList<double> deviation, double scale = 1 / 255.0, ChannelOrder order = ChannelOrder.Rgb)
    {
        Require(mean, nameof(mean), double.IsFinite, "finite");
        Require(deviation, nameof(deviation), IsPositive, "finite and above 0");
        Require([scale], nameof(scale), IsPositive, "finite and above 0");
        string name = PreprocessingText.Write(mean, deviation, scale, order);
        if (mean.Count == 1 && deviation.Count == 1)
        {
            return new Preprocessing(name, (float)(scale / deviation[0]), (float)(-mean[0] / deviation[0]));
        }

        return new Preprocessing(name, (float)scale, 0, Channels(mean, order), Channels(deviation, order));
    }

    /// <summary>One with a mean image: (gray x scale - mean image) / deviation, pixel by pixel.</summary>
    /// <param name="mean">Of the size of the network's input; its channels lie as the network's do.</param>
    /// <param name="deviation">One number for all channels, or three: of red, green and blue; above 0. Null: 1.</param>
    /// <param name="scale">What gray 0..255 is multiplied by first; finite and above 0. Default 1: a mean image is one of gray levels 0..255.</param>
    /// <param name="order">How the network's channels lie, for three deviations.</param>
    /// <exception cref="ArgumentException">Not one or three deviations, or a number out of range.</exception>
    public static Preprocessing Of(MeanImage mean, IReadOnlyList<double>? deviation = null, double scale = 1, ChannelOrder order = ChannelOrder.Rgb)
    {
        ArgumentNullException.ThrowIfNull(mean);
        IReadOnlyList<double> divisors = deviation ?? [1];
        Require(divisors, nameof(deviation), IsPositive, "finite and above 0");
        Require([scale], nameof(scale), IsPositive, "finite and above 0");
        float[] each = divisors.Count == 1 ? [(float)divisors[0]] : Channels(divisors, order);
        return new Preprocessing(PreprocessingText.Write(mean, divisors, scale, order), (float)scale, 0, means: null, each) { MeanImage = mean };
    }

    /// <summary>
    /// The preprocessing of this <see cref="Name"/>: a word (exact, lower case), or a list of mean=, std=, scale= and order= (rgb, bgr or gray), in any order,
    /// a scale also as 1/255. A mean that is no number is the file of a mean image (<see cref="CovidClassifier.MeanImage.Open"/>); the scale is 1 then unless
    /// it is given, and else 1/255.
    /// </summary>
    /// <exception cref="ArgumentException">No preprocessing has this name, or the mean image cannot be read.</exception>
    public static Preprocessing Parse(string name) => Find(name, mayReadFiles: true);

    /// <param name="name">See there.</param>
    /// <param name="mayReadFiles">Whether it may name a mean image; no for what a stranger's file says.</param>
    internal static Preprocessing Find(string name, bool mayReadFiles)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(p => p.Name == name) ?? (name.Contains('=', StringComparison.Ordinal)
            ? PreprocessingText.Read(name, mayReadFiles)
            : throw new ArgumentException(
                $"Preprocessing '{name}' is not one of: {string.Join(", ", All.Select(p => p.Name))}; or a list such as {PreprocessingText.Example}.",
                nameof(name)));
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static bool IsPositive(double value) => value is > 0 and < double.PositiveInfinity;

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
