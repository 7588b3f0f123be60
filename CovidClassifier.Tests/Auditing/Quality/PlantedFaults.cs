using CovidClassifier.Imaging;
using CovidClassifier.Phantoms;
using SkiaSharp;

namespace CovidClassifier.Tests.Auditing.Quality;

/// <summary>Sound drawings made bad ones, each way by itself.</summary>
internal static class PlantedFaults
{
    /// <summary>What is done to a picture, by its name: the fault that it makes, and the file; the number is that of the planted picture.</summary>
    public static readonly IReadOnlyDictionary<string, (string Kind, Func<Phantom, int, byte[]> Spoil)> Ways =
        new Dictionary<string, (string, Func<Phantom, int, byte[]>)>
        {
            ["black"] = ("blank", (p, _) => Gray(p, (_, _, _) => 0)),
            ["white"] = ("blank", (p, _) => Gray(p, (_, _, _) => 255)),
            ["noise alone"] = ("blank", (p, i) => Gray(p, (x, y, _) => 100 + (x * 7919 + y * 104729 + i * 31) % 61)),
            ["one gray level"] = ("one gray level", (p, i) => Gray(p, (_, _, _) => 40 + 30 * i)),
            ["black and white alone"] = ("few gray levels", (p, _) => Gray(p, (_, _, g) => g > 128 ? 255 : 0)),
            ["a fifth of the light"] = ("very dark", (p, _) => Gray(p, (_, _, g) => g / 5)),
            ["crushed blacks"] = ("very dark", (p, _) => Gray(p, (_, _, g) => g - 130)),
            ["washed out"] = ("very bright", (p, _) => Gray(p, (_, _, g) => 255 - (255 - g) / 4)),
            ["clipped whites"] = ("very bright", (p, _) => Gray(p, (_, _, g) => g + 110)),
            ["out of focus"] = (
            "blurred", (p, i) => Drawn(p, p.Size, p.Size, paint => paint.ImageFilter = SKImageFilter.CreateBlur(2 + i % 3, 2 + i % 3, SKShaderTileMode.Clamp))),
            ["black and white exchanged"] = ("inverted", (p, _) => Gray(p, (_, _, g) => 255 - g)),
            ["upside down"] = ("turned", (p, _) => PngEncoder.Png(p.Pixels.Reverse().ToArray(), p.Size, p.Size)),
            ["tiny"] = ("odd size", (p, _) => Drawn(p, 40, 40)),
            ["four times as large"] = ("odd size", (p, _) => Drawn(p, 4 * p.Size, 4 * p.Size)),
            ["flat"] = ("odd aspect", (p, _) => Drawn(p, 2 * p.Size, p.Size / 2)),
            ["sepia"] = ("colour",
            (p, _) => Drawn(p, p.Size, p.Size, paint => paint.ColorFilter = SKColorFilter.CreateBlendMode(SKColors.SandyBrown, SKBlendMode.Modulate))),
            ["a letter"] = ("text at the border", (p, i) => Lettered(p, "R", 0.08f, i)),
            ["words"] = ("text at the border", (p, i) => Lettered(p, "PORTABLE", 0.06f, i)),
        };

    public static byte[] Gray(Phantom phantom, Func<int, int, int, int> gray) => PngEncoder.Png(
        [.. phantom.Pixels.Select((g, i) => (byte)Math.Clamp(gray(i % phantom.Size, i / phantom.Size, g), 0, 255))], phantom.Size, phantom.Size);

    private static byte[] Drawn(Phantom phantom, int width, int height, Action<SKPaint>? style = null) => Drawn(phantom, width, height, (canvas, image) =>
    {
        using var paint = new SKPaint { FilterQuality = SKFilterQuality.High };
        style?.Invoke(paint);
        canvas.DrawBitmap(image, new SKRect(0, 0, width, height), paint);
    });

    public static byte[] Lettered(Phantom phantom, string text, float height, int corner, SKColor? ink = null, float top = 0) =>
        Drawn(phantom, phantom.Size, phantom.Size, (canvas, image) =>
    {
        using var paint = new SKPaint { Color = ink ?? SKColors.White, TextSize = height * phantom.Size, IsAntialias = true };
        canvas.DrawBitmap(image, 0, 0);
        canvas.DrawText(text, corner % 2 == 0 ? 6 : phantom.Size - 6 - paint.MeasureText(text), 6 + paint.TextSize + (top * phantom.Size), paint);
    });

    private static byte[] Drawn(Phantom phantom, int width, int height, Action<SKCanvas, SKBitmap> draw)
    {
        using SKBitmap image = SKBitmap.Decode(phantom.ToPng());
        using var drawn = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(drawn);
        draw(canvas, image);
        using SKData data = drawn.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }
}
