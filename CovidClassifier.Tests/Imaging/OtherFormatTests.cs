using System.Runtime.InteropServices;
using CovidClassifier.Imaging.Decoding;
using SkiaSharp;

namespace CovidClassifier.Tests.Imaging;

/// <summary>WebP, BMP and GIF.</summary>
internal sealed class OtherFormatTests
{
    private const int Width = 50, Height = 37;

    private static int Value(int x, int y) => (x * 5 + y * 3) & 255;

    [Test]
    public void Decode_GifAndBmp_AreThePicture()
    {
        byte[] expected = [.. Enumerable.Range(0, Width * Height).Select(i => (byte)Value(i % Width, i / Width))];
        Assert.That(XRayDecoder.DecodeFullSize(TestGif.Gray(Width, Height, Value)).Pixels, Is.EqualTo(expected));
        Assert.That(XRayDecoder.DecodeFullSize(TestBmp.Gray(Width, Height, Value)).Pixels, Is.EqualTo(expected));
    }

    [Test]
    public void Decode_WebP_IsWhatSkiaDecodes()
    {
        byte[] file = WebP();
        Assert.That(XRayDecoder.DecodeFullSize(file).Pixels.Zip(TestJpeg.SkiaGray(file), (a, b) => Math.Abs(a - b)).Max(), Is.LessThanOrEqualTo(0.501));
    }

    [Test]
    public void Decode_CutShort_IsRefusedOrLacksNoPixel()
    {
        foreach ((string name, byte[] file) in new[] { ("GIF", TestGif.Gray(Width, Height, Value)), ("BMP", TestBmp.Gray(Width, Height, Value)),
            ("WebP", WebP()) })
        {
            byte[] whole = XRayDecoder.DecodeFullSize(file).Pixels;
            for (int length = 1; length < file.Length; length += 1 + file.Length / 97)
            {
                try
                {
                    Assert.That(XRayDecoder.DecodeFullSize(file.AsMemory(0, length)).Pixels, Is.EqualTo(whole), $"{name}, {length} of {file.Length} bytes");
                }
                catch (ImageFormatException)
                {
                    continue;
                }
            }
        }
    }

    private static byte[] WebP()
    {
        using var bitmap = new SKBitmap(new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        byte[] pixels = [.. Enumerable.Range(0, bitmap.ByteCount).Select(i => i % 4 == 3 ? (byte)255 : (byte)(i / 3))];
        Marshal.Copy(pixels, 0, bitmap.GetPixels(), pixels.Length);
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Webp, 80);
        return data.ToArray();
    }
}
