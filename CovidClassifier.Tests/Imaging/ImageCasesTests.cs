using CovidClassifier.Imaging;
using CovidClassifier.Imaging.Decoding;

namespace CovidClassifier.Tests.Imaging;

/// <summary>Image files that were read wrong once; each stands for its kind, which other tests beside this one go through.</summary>
internal sealed class ImageCasesTests
{
    [TestCase("six-as-long-big-endian.jpg")]
    [TestCase("six-then-continuation.jpg")]
    [TestCase("six-then-no-tag.jpg")]
    [TestCase("six-then-one.jpg")]
    public void Decode_SeveralExifBlocks_TheFirstThatHasTheTagCounts(string file)
    {
        GrayImage upright = Full("04-exif-two-blocks/upright.jpg");
        GrayImage image = Full($"04-exif-two-blocks/{file}");
        Assert.That((image.Width, image.Height), Is.EqualTo((300, 240)));
        Assert.That(MeanDifference(image, upright), Is.LessThan(4));
    }

    [TestCase("one-pixel-65535.png")]
    [TestCase("white-frame.png")]
    [TestCase("offset.png")]
    [TestCase("offset-one-pixel-0.png")]
    public void Decode_SixteenBitsWithAFewWildPixels_LooksLikeThePlainPicture(string file)
    {
        GrayImage plain = At64("05-sixteen-bit-hot-pixel/plain.png");
        Assert.That(MeanDifference(At64($"05-sixteen-bit-hot-pixel/{file}"), plain),
            Is.LessThan(file.StartsWith("white-frame", StringComparison.Ordinal) ? 5 : 0.5));
    }

    [TestCase("first-third-then-end-marker.jpg")]
    [TestCase("hole.jpg")]
    [TestCase("zeros-from-the-middle.jpg")]
    public void Decode_JpegThatLacksPixels_IsRefused(string file)
    {
        Assert.That(() => Full("02-jpeg-missing-pixels/whole.jpg"), Throws.Nothing);
        Assert.That(() => Full($"02-jpeg-missing-pixels/{file}"), Throws.TypeOf<ImageFormatException>().With.Message.Contains("part of its pixels is missing"));
        Assert.That(() => At64($"02-jpeg-missing-pixels/{file}"), Throws.TypeOf<ImageFormatException>());
    }

    [TestCase("no-IEND.png", "whole.png")]
    [TestCase("baseline-no-end.jpg", "baseline.jpg")]
    [TestCase("progressive-no-end.jpg", "progressive.jpg")]
    public void Decode_EndMarkerMissingButNoPixel_IsTheWholePicture(string file, string whole) =>
        Assert.That(Full($"16-no-end-marker-but-whole/{file}").Pixels, Is.EqualTo(Full($"16-no-end-marker-but-whole/{whole}").Pixels));

    [TestCase("bmp.jpg")]
    [TestCase("gif.png")]
    [TestCase("webp.png")]
    public void Decode_AnotherFormatWhateverItsName_IsRead(string file) =>
        Assert.That(Full($"23-other-formats-named-png/data/COVID-19/{file}").Pixels.Distinct().Count(), Is.GreaterThan(10));

    private static GrayImage Full(string file) => XRayDecoder.DecodeFullSize(Bytes(file), file);

    private static GrayImage At64(string file) => XRayDecoder.Decode(Bytes(file), 64, 64, file);

    private static byte[] Bytes(string file) => File.ReadAllBytes(SharedFolder.Path($"cases/{file}"));

    private static double MeanDifference(GrayImage a, GrayImage b) => a.Pixels.Zip(b.Pixels, (x, y) => Math.Abs(x - y)).Average();
}
