using CovidClassifier.Augmentation;
using CovidClassifier.Imaging;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace CovidClassifier.Packaging.MlNet;

/// <summary>The present copy of an <see cref="MLImage"/>, always a new one that the reader owns: copy 0 has the source's pixels, the others are gray.</summary>
internal sealed class ImageCopies(AugmentedCursor cursor, ValueGetter<MLImage> source)
{
    private const int Channels = 4;

    // not disposed here: an image that lies in the caller's memory is handed out as it is
    private MLImage? _image;
    private GrayImage? _gray;
    private int _loaded = -1;

    public void Get(ref MLImage value)
    {
        value?.Dispose();
        if (_loaded != cursor.Image)
        {
            source(ref _image!);
            _gray = null;
            _loaded = cursor.Image;
        }

        value = cursor.Copy == 0
            ? MLImage.CreateFromPixels(_image!.Width, _image.Height, _image.PixelFormat, _image.Pixels)
            : Bgra(Augmenter.Apply(_gray ??= Gray(_image!), cursor.Draw));
    }

    // MLImage's colours are multiplied by their alpha already: over black as they are
    private static GrayImage Gray(MLImage image)
    {
        ReadOnlySpan<byte> pixels = image.Pixels;
        int red = image.PixelFormat == MLPixelFormat.Rgba32 ? 0 : 2;
        var gray = new byte[image.Width * image.Height];
        for (int i = 0; i < gray.Length; i++)
        {
            ReadOnlySpan<byte> colour = pixels.Slice(Channels * i, Channels);
            gray[i] = Luma.Of(colour[red], colour[1], colour[2 - red]);
        }

        return new GrayImage(image.Width, image.Height, gray);
    }

    private static MLImage Bgra(GrayImage image)
    {
        var pixels = new byte[Channels * image.Pixels.Length];
        for (int i = 0; i < image.Pixels.Length; i++)
        {
            pixels.AsSpan(Channels * i, Channels - 1).Fill(image.Pixels[i]);
            pixels[Channels * i + Channels - 1] = byte.MaxValue;
        }

        return MLImage.CreateFromPixels(image.Width, image.Height, MLPixelFormat.Bgra32, pixels);
    }
}
