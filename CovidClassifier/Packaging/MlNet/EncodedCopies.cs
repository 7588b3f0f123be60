using CovidClassifier.Augmentation;
using CovidClassifier.Imaging.Decoding;
using CovidClassifier.Imaging;
using Microsoft.ML;
using Microsoft.ML.Data;
using SkiaSharp;

namespace CovidClassifier.Packaging.MlNet;

/// <summary>The present copy of an encoded image: copy 0 is the file's bytes as they are, the others are gray PNG files. An image is decoded once for all of its copies.</summary>
internal sealed class EncodedCopies(AugmentedCursor cursor, ValueGetter<VBuffer<byte>> source)
{
    // written to be read once: the quickest compression that still helps
    private static readonly SKPngEncoderOptions Quick = new(SKPngEncoderFilterFlags.Sub, zLibLevel: 1);

    private VBuffer<byte> _bytes;
    private GrayImage? _decoded;
    private int _decodedImage = -1;

    public void Get(ref VBuffer<byte> value)
    {
        if (cursor.Copy == 0)
        {
            source(ref value);
            return;
        }

        GrayImage varied = Augmenter.Apply(Decoded(), cursor.Draw);
        using SKImage image = SKImage.FromPixelCopy(new SKImageInfo(varied.Width, varied.Height, SKColorType.Gray8, SKAlphaType.Opaque), varied.Pixels);
        using SKPixmap pixels = image.PeekPixels();
        using SKData png = pixels.Encode(Quick);
        VBufferEditor<byte> editor = VBufferEditor.Create(ref value, (int)png.Size);
        png.AsSpan().CopyTo(editor.Values);
        value = editor.Commit();
    }

    private GrayImage Decoded()
    {
        if (_decodedImage != cursor.Image)
        {
            source(ref _bytes);
            _decoded = XRayDecoder.DecodeFullSize(_bytes.DenseValues().ToArray());
            _decodedImage = cursor.Image;
        }

        return _decoded!;
    }
}
