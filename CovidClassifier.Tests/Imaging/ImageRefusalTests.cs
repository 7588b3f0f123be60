using System.Buffers.Binary;
using System.Text;
using CovidClassifier.Imaging.Decoding;

namespace CovidClassifier.Tests.Imaging;

internal sealed class ImageRefusalTests
{
    private const string Read = "DICOM, JPEG-LS, JPEG, JPEG 2000, PNG, WebP, BMP, GIF and TIFF are read.";

    private static readonly object[] Foreign =
    [
        new object[] { Array.Empty<byte>(), "it is empty." },
        new object[] { "\0\0\0\fJXL \r\n"u8.ToArray(), $"it looks like a JPEG XL image; {Read}" },
        new object[] { "\0\0\0\u001Cftypavif"u8.ToArray(), $"it looks like an AVIF image; {Read}" },
        new object[] { "P5\n2 2\n255\n"u8.ToArray(), $"it looks like a Netpbm image (PGM, PPM, PNM); {Read}" },
        new object[] { new byte[] { 0x76, 0x2F, 0x31, 1, 2, 0, 0, 0 }, $"it looks like an OpenEXR image; {Read}" },
        new object[] { "SIMPLE  =   T"u8.ToArray(), $"it looks like a FITS image; {Read}" },
        new object[] { new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0A, 0x1A, 0x0A, 0 },
            $"it looks like a PNG image whose line ends were changed on its way; copy it again, as binary; {Read}" },
        new object[] { "%PDF-1.4"u8.ToArray(), $"it looks like a PDF document; {Read}" },
        new object[] { "BMI,age\n21,60\n"u8.ToArray(), $"it looks like text; {Read}" },
        new object[] { "patient,finding\nA,Normal\n"u8.ToArray(), $"it looks like text; {Read}" },
        new object[] { "<!DOCTYPE html><html>"u8.ToArray(), $"it looks like a web page; {Read}" },
        new object[] { new byte[] { 0, 1, 2, 3, 4 }, $"it looks like no image; {Read}" },
    ];

    [TestCaseSource(nameof(Foreign))]
    public void Decode_AnotherKindOfFile_SaysWhatItLooksLike(byte[] file, string reason)
    {
        Assert.That(Refusal(file), Is.EqualTo(reason));
    }

    [Test]
    public void Decode_WithAPath_NamesTheFile()
    {
        ImageFormatException e = Assert.Throws<ImageFormatException>(() => XRayDecoder.Decode("text"u8.ToArray(), 8, 8, "a/b.png"))!;
        Assert.That(e.Message, Is.EqualTo($"Image 'a/b.png' cannot be read: it looks like text; {Read}"));
        Assert.That(e.ImagePath, Is.EqualTo("a/b.png"));
    }

    [Test]
    public void DecodeFile_MissingFileAndFolder_AreNamedRefusals()
    {
        string folder = TestContext.CurrentContext.WorkDirectory;
        string missing = Path.Combine(folder, "no-such-folder", "x.png");
        ImageFormatException e = Assert.Throws<ImageFormatException>(() => XRayDecoder.DecodeFile(missing, 8, 8))!;
        Assert.That((e.ImagePath, e.Reason), Is.EqualTo((missing, "the file does not exist.")));
        Assert.That(e.InnerException, Is.InstanceOf<DirectoryNotFoundException>());
        Assert.That(() => XRayDecoder.DecodeFile(folder, 8, 8), Throws.TypeOf<ImageFormatException>().With.Message.Contains("it is a folder"));
    }

    [Test]
    public void DecodeFile_TextRenamedToPng_SaysSo()
    {
        string path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "notes.png");
        File.WriteAllText(path, new string('n', 5000), Encoding.UTF8);
        Assert.That(() => XRayDecoder.DecodeFile(path, 8, 8), Throws.TypeOf<ImageFormatException>().With.Message.Contains("looks like text"));
        File.WriteAllBytes(path, []);
        Assert.That(() => XRayDecoder.DecodeFile(path, 8, 8), Throws.TypeOf<ImageFormatException>().With.Message.Contains("it is empty"));
        File.Delete(path);
    }

    [Test]
    public void Decode_HugeHeaders_AreRefusedBeforeMemoryIsAskedFor()
    {
        byte[] png = new TestPng(30_000, 30_000, 8, 0) { Pixel = (_, _) => [0] }.Assemble(TestPng.Deflate(new byte[100]));
        byte[] jpeg = Resized(TestJpeg.Gray(16, 16, (x, y) => x), 30_000, 30_000);
        byte[] thin = new TestPng(90_000, 1, 8, 0) { Pixel = (_, _) => [0] }.Assemble(TestPng.Deflate(new byte[100]));
        const string limit = "at most 100 megapixels and 65535 pixels per side are read.";
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.That(Refusal(png), Is.EqualTo("its header states 30000 x 30000 pixels; " + limit));
        Assert.That(Refusal(jpeg), Is.EqualTo("its header states 30000 x 30000 pixels; " + limit));
        Assert.That(Refusal(thin), Is.EqualTo("its header states 90000 x 1 pixels; " + limit));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1 << 20));
    }

    [Test]
    public void Decode_LargeHeadersWithoutPixels_AreRefusedBeforeMemoryIsAskedFor()
    {
        byte[] idat = TestPng.Deflate(new byte[5000]);
        byte[] png = new TestPng(9_999, 10_000, 16, 6) { Pixel = (_, _) => [0] }.Assemble(idat);
        byte[] jpeg = Resized(TestJpeg.Gray(16, 16, (x, y) => x), 9_999, 10_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.That(Refusal(png), Is.EqualTo("the PNG file is damaged: it has too few pixel data for its size."));
        Assert.That(Refusal(jpeg), Does.Contain("ends early"));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1 << 20));
    }

    [TestCase(0xC9, "it is an arithmetic-coded JPEG; baseline, progressive and lossless JPEG with Huffman codes are read.")]
    [TestCase(0xCA, "it is an arithmetic-coded JPEG; baseline, progressive and lossless JPEG with Huffman codes are read.")]
    [TestCase(0xC5, "it is a hierarchical JPEG; baseline, progressive and lossless JPEG with Huffman codes are read.")]
    public void Decode_JpegOfOtherKinds_SaysWhich(int marker, string reason)
    {
        byte[] jpeg = TestJpeg.Gray(16, 16, (x, y) => x);
        jpeg[jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]) + 1] = (byte)marker;
        Assert.That(Refusal(jpeg), Does.StartWith(reason));
    }

    [Test]
    public void Decode_JpegPaddedWithZeros_IsNotAHalfBlackPicture()
    {
        byte[] jpeg = TestJpeg.Gray(200, 200, (x, y) => (x * y) & 255);
        jpeg.AsSpan(jpeg.Length / 2).Clear();
        Assert.That(Refusal(jpeg), Does.Contain("part of its pixels is missing"));
    }

    [Test]
    public void Decode_ProgressiveJpegThatWouldTakeTooMuchMemory_IsTooLargeNotDamaged()
    {
        byte[] small = new TestJpegFile(16, 16, [.. Enumerable.Repeat(new TestJpegFile.Plane(1, 1, (x, _) => x), 3)])
        {
            Marker = 0xC2,
            Scans = TestJpegFile.Progression(3)
        }.Encode();
        byte[] large = [.. TestJpeg.Change(small, 0xC2, body => [body[0], 0x27, 0x10, 0x27, 0x0F, .. body[5..]]), .. new byte[1 << 19]];
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.That(Refusal(large),
            Does.StartWith("it is too large: decoding a JPEG of 9999 x 10000 pixels (3 x 8) takes ").And.EndsWith(" MB; at most 400 MB are used."));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(4 << 20));
    }

    [Test]
    public void Decode_JpegOfThousandsOfScans_IsRefused()
    {
        byte[] jpeg = new TestJpegFile(16, 16, new TestJpegFile.Plane(1, 1, (x, y) => x)) { Marker = 0xC2, Scans = [new([0], 0, 0, 0, 1)] }.Encode();
        byte[] scans = [.. Enumerable.Repeat<byte[]>([0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 0, 0x01, 0, 0, 0, 0, 0x20], 5000).SelectMany(s => s)];
        Assert.That(Refusal([.. jpeg[..^2], .. scans, .. jpeg[^2..]]), Is.EqualTo("it is a JPEG of more than 100 scans."));
    }

    [Test]
    public void Decode_PngDamage_SaysWhere()
    {
        TestPng png = new(20, 20, 8, 0) { Pixel = (x, y) => [x * y & 255], PieceLength = 1000 };
        byte[] file = png.Encode();
        byte[] flipped = [.. file];
        flipped[60] ^= 1;
        byte[] shortData = png.Assemble(TestPng.Deflate(new byte[21 * 19]));
        byte[] badFilter = png.Assemble(TestPng.Deflate([9, .. new byte[21 * 20 - 1]]));
        byte[] palette = new TestPng(4, 4, 8, 3) { Pixel = (x, _) => [x] }.With("PLTE", new byte[6]).Encode();
        byte[] noPalette = new TestPng(4, 4, 8, 3) { Pixel = (x, _) => [x] }.Encode();
        byte[] unknown = new TestPng(4, 4, 8, 0) { Pixel = (x, _) => [x] }.With("CgBI", 1).Encode();
        Assert.That(Refusal(flipped), Is.EqualTo("the PNG file is damaged: the check sum of its chunk 'IDAT' is wrong."));
        Assert.That(Refusal(shortData), Is.EqualTo("the PNG file is damaged: its pixel data end early."));
        Assert.That(Refusal(badFilter), Is.EqualTo("the PNG file is damaged: a row has filter 9, which does not exist."));
        Assert.That(Refusal(palette), Is.EqualTo("the PNG file is damaged: colour 2 is not in its palette."));
        Assert.That(Refusal(noPalette), Is.EqualTo("the PNG file is damaged: its palette is missing or has the wrong length."));
        Assert.That(Refusal(unknown), Is.EqualTo("it is a PNG with a chunk 'CgBI' that the standard does not know."));
        Assert.That(Refusal(file[..^40]), Is.EqualTo("the file ends early; copy or download it again."));
    }

    private static byte[] Resized(byte[] jpeg, int width, int height) => TestJpeg.Change(jpeg, 0xC0, body =>
    {
        BinaryPrimitives.WriteUInt16BigEndian(body.AsSpan(1), (ushort)height);
        BinaryPrimitives.WriteUInt16BigEndian(body.AsSpan(3), (ushort)width);
        return body;
    });

    private static string Refusal(byte[] file) => Assert.Throws<ImageFormatException>(() => XRayDecoder.Decode(file, 32, 32))!.Reason;
}
