using System.Globalization;

namespace CovidClassifier.Networks;

/// <summary>
/// A preprocessing of one's own as text: mean=0.485,0.456,0.406,std=0.229,0.224,0.225,scale=0.00392156862745098,order=rgb, or mean=FILE for a mean image. File
/// format: only ever added to.
/// </summary>
internal static class PreprocessingText
{
    public const string Example = "mean=0.485,0.456,0.406,std=0.229,0.224,0.225,scale=1/255,order=rgb";

    public static string Write(IReadOnlyList<double> mean, IReadOnlyList<double> deviation, double scale, ChannelOrder order)
    {
        string text = $"mean={List(mean)},std={List(deviation)},scale={List([scale])}";
        return mean.Count == 1 && deviation.Count == 1 ? text : $"{text},{Order(order)}";
    }

    public static string Write(MeanImage mean, IReadOnlyList<double> deviation, double scale, ChannelOrder order) =>
        $"mean={mean.Source},std={List(deviation)},scale={List([scale])}{(deviation.Count == 1 ? "" : $",{Order(order)}")}";

    /// <param name="text">Such a list.</param>
    /// <param name="mayReadFiles">Whether it may name a mean image.</param>
    /// <exception cref="ArgumentException">Not such a list, or the mean image cannot be read.</exception>
    public static Preprocessing Read(string text, bool mayReadFiles)
    {
        var values = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        string key = "";
        foreach (string part in text.Split(','))
        {
            string value = part;
            if (part.Split('=') is [var name, var first])
            {
                key = name.Trim();
                value = first;
                if (!values.TryAdd(key, []))
                {
                    throw Refuse(text, $"'{key}' is there twice");
                }
            }

            if (key.Length == 0 || part.Count(c => c == '=') > 1)
            {
                throw Refuse(text, $"'{part}' is no part of it");
            }

            values[key].Add(value.Trim());
        }

        if (values.Keys.FirstOrDefault(k => k is not ("mean" or "std" or "scale" or "order")) is { } unknown)
        {
            throw Refuse(text, $"'{unknown}' is not one of mean, std, scale, order");
        }

        double[] Numbers(string name, double standard) =>
            values.TryGetValue(name, out List<string>? list) ? [.. list.Select(v => Number(text, v))] : [standard];
        MeanImage? image = values.GetValueOrDefault("mean") is [var file] && double.IsNaN(Number(file)) && IsFile(file)
            ? mayReadFiles ? MeanImage.Open(file) : throw Refuse(text, "a mean image cannot be named here")
            : null;
        double[] scales = Numbers("scale", image is null ? 1 / 255.0 : 1);
        double scale = scales is [var one] ? one : throw Refuse(text, "scale is one number");
        double[] means = image is null ? Numbers("mean", 0) : [0], deviations = Numbers("std", 1);
        ChannelOrder order = Order(text, values.GetValueOrDefault("order") ?? ["rgb"], Math.Max(means.Length, deviations.Length));
        try
        {
            return image is null ? Preprocessing.Of(means, deviations, scale, order) : Preprocessing.Of(image, deviations, scale, order);
        }
        catch (ArgumentException e) when (e.ParamName is "mean" or "deviation" or "scale")
        {
            throw Refuse(text, e.Message);
        }
    }

    private static string List(IEnumerable<double> values) => string.Join(',', values.Select(v => v.ToString("R", CultureInfo.InvariantCulture)));

    private static string Order(ChannelOrder order) => order == ChannelOrder.Bgr ? "order=bgr" : "order=rgb";

    private static ChannelOrder Order(string text, List<string> order, int channels) => string.Join(',', order) switch
    {
        "rgb" => ChannelOrder.Rgb,
        "gray" when channels == 1 => ChannelOrder.Rgb,
        "gray" => throw Refuse(text, "gray is one channel, and mean or std has three numbers"),
        "bgr" => ChannelOrder.Bgr,
        var other => throw Refuse(text, $"order must be rgb, bgr or gray, got '{other}'"),
    };

    // a misspelled number is no file
    private static bool IsFile(string value) => value.AsSpan().ContainsAny('.', '/', '\\') && value.Any(char.IsLetter) || File.Exists(value);

    // a share is easier to write as 1/255 than by its digits
    private static double Number(string text, string value) =>
        Number(value) is var number && double.IsFinite(number) ? number : throw Refuse(text, $"'{value}' is no finite number");

    private static double Number(string value)
    {
        string[] parts = value.Split('/');
        double[] numbers =
            [.. parts.Select(p => double.TryParse(p, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : double.NaN)];
        return numbers is [var whole, var divisor] ? whole / divisor : numbers is [var only] ? only : double.NaN;
    }

    private static ArgumentException Refuse(string text, string why) => new($"Preprocessing '{text}' must be a list such as {Example}: {why}.");
}
