using System.Globalization;

namespace CovidClassifier.Networks;

/// <summary>
/// A preprocessing of one's own as text: mean=0.485,0.456,0.406,std=0.229,0.224,0.225,scale=0.00392156862745098,order=rgb. File format: only ever added to.
/// </summary>
internal static class PreprocessingText
{
    public const string Example = "mean=0.485,0.456,0.406,std=0.229,0.224,0.225,scale=1/255,order=rgb";

    public static string Write(IReadOnlyList<double> mean, IReadOnlyList<double> deviation, double scale, ChannelOrder order)
    {
        static string List(IEnumerable<double> values) => string.Join(',', values.Select(v => v.ToString("R", CultureInfo.InvariantCulture)));
        string text = $"mean={List(mean)},std={List(deviation)},scale={List([scale])}";
        return mean.Count == 1 && deviation.Count == 1 ? text : $"{text},order={(order == ChannelOrder.Bgr ? "bgr" : "rgb")}";
    }

    /// <exception cref="ArgumentException">Not such a list.</exception>
    public static Preprocessing Read(string text)
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
        double[] scale = Numbers("scale", 1 / 255.0);
        string order = values.TryGetValue("order", out List<string>? given) ? string.Join(',', given) : "rgb";
        try
        {
            return Preprocessing.Of(Numbers("mean", 0), Numbers("std", 1), scale is [var one] ? one : throw Refuse(text, "scale is one number"), order switch
            {
                "rgb" or "gray" => ChannelOrder.Rgb,
                "bgr" => ChannelOrder.Bgr,
                _ => throw Refuse(text, $"order must be rgb, bgr or gray, got '{order}'"),
            });
        }
        catch (ArgumentException e) when (e.ParamName is "mean" or "deviation" or "scale")
        {
            throw Refuse(text, e.Message);
        }
    }

    // a share is easier to write as 1/255 than by its digits
    private static double Number(string text, string value)
    {
        string[] parts = value.Split('/');
        double[] numbers =
            [.. parts.Select(p => double.TryParse(p, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : double.NaN)];
        double result = numbers is [var whole, var divisor] ? whole / divisor : numbers is [var only] ? only : double.NaN;
        return double.IsFinite(result) ? result : throw Refuse(text, $"'{value}' is no finite number");
    }

    private static ArgumentException Refuse(string text, string why) => new($"Preprocessing '{text}' must be a list such as {Example}: {why}.");
}
