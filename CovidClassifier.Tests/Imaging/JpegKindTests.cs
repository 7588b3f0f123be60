using CovidClassifier.Imaging;
using CovidClassifier.Imaging.Decoding;
using static CovidClassifier.Tests.Imaging.TestJpegFile;

namespace CovidClassifier.Tests.Imaging;

/// <summary>The kinds of JPEG against libjpeg-turbo, which SkiaSharp carries, and what each does where pixels are missing.</summary>
internal sealed class JpegKindTests
{
    private static readonly (string Name, TestJpegFile File)[] Kinds =
    [
        ("gray", new TestJpegFile(67, 45, Luma) { }),
        ("gray, one factor of two", new TestJpegFile(67, 45, Luma with { Across = 2, Down = 2 })),
        ("restarts", new TestJpegFile(67, 45, Luma) { RestartInterval = 4 }),
        ("4:4:4", new TestJpegFile(67, 45, Luma, Blue(1, 1), Red(1, 1))),
        ("4:2:2", new TestJpegFile(67, 45, Luma with { Across = 2 }, Blue(2, 1), Red(2, 1))),
        ("4:4:0", new TestJpegFile(67, 45, Luma with { Down = 2 }, Blue(1, 2), Red(1, 2))),
        ("4:2:0", new TestJpegFile(67, 45, Luma with { Across = 2, Down = 2 }, Blue(2, 2), Red(2, 2))),
        ("4:1:1", new TestJpegFile(67, 45, Luma with { Across = 4 }, Blue(4, 1), Red(4, 1))),
        ("4:1:0", new TestJpegFile(67, 45, Luma with { Across = 4, Down = 2 }, Blue(4, 2), Red(4, 2))),
        ("4:2:0 with restarts", new TestJpegFile(67, 45, Luma with { Across = 2, Down = 2 }, Blue(2, 2), Red(2, 2)) { RestartInterval = 3 }),
        ("4:2:0 in three scans", new TestJpegFile(67, 45, Luma with { Across = 2, Down = 2 }, Blue(2, 2), Red(2, 2)) { Scans = [new([0]), new([1]), new([2])],
            RestartInterval = 5 }),
        ("4:2:0 in two scans", new TestJpegFile(67, 45, Luma with { Across = 2, Down = 2 }, Blue(2, 2), Red(2, 2)) { Scans = [new([0]), new([1, 2])] }),
        ("progressive gray", new TestJpegFile(67, 45, Luma) { Marker = 0xC2, Scans = Progression(1) }),
        ("progressive gray with runs and restarts",
            new TestJpegFile(67, 45, Luma) { Marker = 0xC2, Scans = Progression(1), LongestRun = 7, RestartInterval = 10, Step = 40 }),
        ("progressive 4:2:0", new TestJpegFile(67, 45, Luma with { Across = 2, Down = 2 }, Blue(2, 2), Red(2, 2)) { Marker = 0xC2, Scans = Progression(3),
            LongestRun = 300, Step = 9 }),
        ("RGB by Adobe", new TestJpegFile(67, 45, Luma, Blue(1, 1), Red(1, 1)) { Segments = [(0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, 0])] }),
        ("CMYK", new TestJpegFile(67, 45, Luma, Blue(1, 1), Red(1, 1), Luma) { Segments = [(0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, 0])] }),
        ("YCCK", new TestJpegFile(67, 45, Luma with { Across = 2, Down = 2 }, Blue(2, 2), Red(2, 2),
            Luma with { Across = 2, Down = 2 }) { Segments = [(0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, 2])] }),
    ];

    private static Plane Luma => new(1, 1, (x, y) => 60 + 2 * x + y + (x * y * 7 & 63));

    [Test]
    public void Decode_EveryKind_IsWhatLibjpegDecodes([Range(0, 17)] int which)
    {
        (string name, TestJpegFile kind) = Kinds[which];
        byte[] file = kind.Encode();
        double[] expected = TestJpeg.SkiaGray(file);
        byte[] pixels = XRayDecoder.DecodeFullSize(file).Pixels;
        Assert.That(pixels.Zip(expected, (a, b) => Math.Abs(a - b)).Max(), Is.LessThanOrEqualTo(name is "CMYK" or "YCCK" ? 1.5 : 0.501), name);
    }

    [Test]
    public void Decode_PixelsMissing_IsRefused([Range(0, 17)] int which)
    {
        (string name, TestJpegFile kind) = Kinds[which];
        byte[] file = kind.Encode();
        int start = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]) + 20, length = file.Length - start;
        byte[] cut = [.. file[..(start + length / 3)], 0xFF, 0xD9];
        byte[] zeros = [.. file];
        zeros.AsSpan(start + length / 2, length / 2 - 2).Clear();
        byte[] hole = [.. file];
        hole.AsSpan(start + length / 3, length / 6).Clear();
        byte[] lost = [.. file[..(start + length / 3)], .. file[(start + length / 2)..]];
        byte[] doubled = [.. file[..(start + length / 2)], .. file[(start + length / 3)..]];
        foreach ((string damage, byte[] damaged) in new[] { ("cut", cut), ("zeros to the end", zeros), ("a hole of zeros", hole), ("bytes lost", lost),
            ("bytes doubled", doubled) })
        {
            Assert.That(() => XRayDecoder.Decode(damaged, 32, 32), Throws.TypeOf<ImageFormatException>(), $"{name}: {damage}");
        }
    }

    [Test]
    public void Decode_NoEndMarkerOrSomethingBehindThePixels_IsTheWholePicture([Range(0, 17)] int which)
    {
        (string name, TestJpegFile kind) = Kinds[which];
        byte[] file = kind.Encode();
        byte[] whole = XRayDecoder.DecodeFullSize(file).Pixels;
        byte[] noEnd = file[..^2];
        byte[] halfEnd = file[..^1];
        byte[] padded = [.. file[..^2], .. new byte[50], 0xFF, 0xD9];
        byte[] filled = [.. file[..^2], 0xFF, 0xFF, 0xFF, 0xFF, 0xD9];
        byte[] trailing = [.. file, .. "MPF and more"u8, 0xFF, 0xD8, 0xFF];
        byte[] segments = [.. file[..^2], 0xFF, 0xE1, 0, 8, .. "later!"u8, 0xFF, 0xD9];
        foreach ((string change, byte[] changed) in new[]
        {
            ("no end marker", noEnd), ("half an end marker", halfEnd), ("zeros before it", padded), ("fill bytes before it", filled),
                ("bytes behind it", trailing), ("a segment before it", segments),
        })
        {
            Assert.That(XRayDecoder.DecodeFullSize(changed).Pixels, Is.EqualTo(whole), $"{name}: {change}");
        }
    }

    [Test]
    public void Decode_RestartsOutOfTurnOrLost_IsRefused()
    {
        byte[] file = Kinds.Single(k => k.Name == "restarts").File.Encode();
        int third = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xD2]), fourth = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xD3]);
        byte[] renumbered = [.. file];
        renumbered[third + 1] = 0xD5;
        byte[] unmarked = [.. file[..third], .. file[(third + 2)..]];
        byte[] lost = [.. file[..third], .. file[fourth..]];
        Assert.That(() => XRayDecoder.DecodeFullSize(renumbered), Throws.TypeOf<ImageFormatException>());
        Assert.That(() => XRayDecoder.DecodeFullSize(unmarked), Throws.TypeOf<ImageFormatException>());
        Assert.That(() => XRayDecoder.DecodeFullSize(lost), Throws.TypeOf<ImageFormatException>());
    }

    [Test]
    public void Decode_ProgressiveOfFewWholeScans_IsAPictureWhereTheFileSaysThatItEnds()
    {
        TestJpegFile few = new(67, 45, Luma) { Marker = 0xC2, Scans = [.. Progression(1).Take(2)] };
        byte[] file = few.Encode();
        Assert.That(XRayDecoder.Decode(file, 8, 8).Pixels.Distinct().Count(), Is.GreaterThan(10));
        Assert.That(() => XRayDecoder.Decode(file[..^2], 8, 8), Throws.TypeOf<ImageFormatException>(), "without an end marker more scans may have been lost");
    }

    [Test]
    public void Decode_AComponentWithoutAScan_IsRefused()
    {
        byte[] file = new TestJpegFile(67, 45, Luma, Blue(1, 1), Red(1, 1)) { Scans = [new([0]), new([1])] }.Encode();
        Assert.That(() => XRayDecoder.Decode(file, 8, 8), Throws.TypeOf<ImageFormatException>().With.Message.Contains("part of its pixels is missing"));
    }

    [Test]
    public void Decode_ExifBlocks_TheFirstThatStatesAnOrientationCounts()
    {
        byte[] gray = new TestJpegFile(40, 24, Luma).Encode();
        byte[] With(params byte[][] blocks) =>
            new TestJpegFile(40, 24, Luma) { Segments = [.. blocks.Select(b => ((byte)0xE1, (byte[])[.. "Exif\0\0"u8, .. b]))] }.Encode();
        byte[] six = TestPng.Exif(6), one = TestPng.Exif(1), none = [.. "MM\0*"u8, 0, 0, 0, 8, 0, 0];
        byte[] turned = ExifOrientation.Apply(XRayDecoder.DecodeFullSize(gray), 6).Pixels;
        Assert.That(XRayDecoder.DecodeFullSize(With(six, one)).Pixels, Is.EqualTo(turned), "a later block does not take it back");
        Assert.That(XRayDecoder.DecodeFullSize(With(none, six)).Pixels, Is.EqualTo(turned), "a block without the tag says nothing");
        Assert.That(XRayDecoder.DecodeFullSize(With(TestPng.Exif(9), six)).Pixels, Is.EqualTo(turned), "a value that does not exist says nothing");
        byte[] far = [.. "MM\0*"u8, 0, 0, 0x80, 0, .. new byte[0x8000 - 8]];
        Assert.That(XRayDecoder.DecodeFullSize(With(far, six[8..])).Pixels, Is.EqualTo(turned), "a block that goes on in a second segment");
    }

    private static Plane Blue(int across, int down) => new(1, 1, (x, y) => 128 + (x * across - y * down) % 60);

    private static Plane Red(int across, int down) => new(1, 1, (x, y) => 100 + (x * across + 2 * y * down) % 90);
}
