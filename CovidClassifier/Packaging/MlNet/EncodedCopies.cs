using System.IO.Compression;
using CovidClassifier.Augmentation;
using CovidClassifier.Imaging;
using CovidClassifier.Imaging.Decoding;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace CovidClassifier.Packaging.MlNet;

/// <summary>
/// The present copy of an encoded image: copy 0 is the file's bytes as they are, the others are gray PNG files. An image is decoded once for all of its copies.
/// </summary>
internal sealed class EncodedCopies(AugmentedCursor cursor, ValueGetter<VBuffer<byte>> source)
{
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
        // written to be read once: the quickest compression that still helps
        byte[] png = PngEncoder.Png(varied.Pixels, varied.Width, varied.Height, CompressionLevel.Fastest);
        VBufferEditor<byte> editor = VBufferEditor.Create(ref value, png.Length);
        png.CopyTo(editor.Values);
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
