using System.Buffers.Binary;
using CovidClassifier.Auditing.Scanning;

namespace CovidClassifier.Tests.Imaging;

/// <summary>Files that hold several pictures: how many is told, and none is taken for another.</summary>
public class SeveralFramesTests
{
    private const int Kind = 254, Height = 257, Photometric = 262, Side = 8, Gray = 40;

    private static byte[] Tiff => new TestTiff(Side, Side, 8, 1, (_, _) => [Gray]) { Fields = [(Kind, [0])] }.Encode();

    private static byte[] Gif => TestGif.Gray(Side, Side, (_, _) => Gray);

    [Test]
    public void Frame_OfATiff_IsThePage()
    {
        // a page of the same strips, read the other way round
        XRayImage image = XRayImage.FromBytes(WithPages(Tiff, (Kind, 0), (Photometric, 0)), "pages.tif");
        Assert.That(image.CountFrames(), Is.EqualTo(3));
        Assert.That(GrayOf(image, 1), Is.EqualTo(Gray));
        Assert.That(GrayOf(image, 2), Is.EqualTo(Gray));
        Assert.That(GrayOf(image, 3), Is.EqualTo(255 - Gray));
        Assert.That(
            () => GrayOf(image, 4),
            Throws.TypeOf<ImageFormatException>().With.Message.EqualTo("Image 'pages.tif' cannot be read: it has 3 frames, and frame 4 was asked for."));
    }

    [Test]
    public void Scan_OfAPage_LooksAtItsOwnSizeAndColours()
    {
        // red by the palette; then the same numbers as grays; then fewer rows of red
        int[] palette = [.. Enumerable.Range(0, 768).Select(i => i == 1 ? 65_535 : 0)];
        byte[] red = new TestTiff(Side, Side, 8, 3, (_, _) => [1]) { Fields = [(Kind, [0]), (320, palette)] }.Encode();
        byte[] file = WithPages(red, (Photometric, 1), (Height, 5));
        foreach ((int frame, double colour, int height) in new[] { (1, 1.0, Side), (2, 0.0, Side), (3, 1.0, 5) })
        {
            XRayImage image = XRayImage.FromBytes(file, "pages.tif") with { Frame = frame, Label = "Normal" };
            Assert.That(image.Encoded.Size(), Is.EqualTo((Side, height)));
            using var thumbnails = new ThumbnailFile(1);
            ScannedImage scanned = ImageScan.Run(XRayDataset.FromImages([image]), thumbnails, progress: null, default).Scanned.Single();
            Assert.That((scanned.Facts.Colour, scanned.Facts.Height, scanned.Header.Height), Is.EqualTo((colour, height, height)), $"frame {frame}");
        }
    }

    [TestCase(1)]
    [TestCase(4)]
    public void CountFrames_OfATiff_LeavesOutSmallerPicturesAndMasks(int kind) =>
        Assert.That(XRayImage.FromBytes(WithPages(Tiff, (Kind, kind)), "a").CountFrames(), Is.EqualTo(1));

    [Test]
    public void CountFrames_OfATiffThatLeadsBack_Ends()
    {
        byte[] file = WithPages(Tiff, (Kind, 0));
        int first = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(4));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(file.Length - 4), first);
        XRayImage image = XRayImage.FromBytes(file, "a");
        Assert.That(image.CountFrames(), Is.LessThan(file.Length));
        Assert.That(GrayOf(image, 1), Is.EqualTo(Gray));
    }

    [Test]
    public void CountFrames_OfAnAnimatedGif_CountsItsPictures()
    {
        XRayImage image = XRayImage.FromBytes(Animated(Gif, 3), "moving.gif");
        Assert.That(image.CountFrames(), Is.EqualTo(3));
        Assert.That(XRayImage.FromBytes(Gif, "still.gif").CountFrames(), Is.EqualTo(1));
        RefusesTheSecond(image, "GIF");
    }

    [Test]
    public void CountFrames_OfAnAnimatedPng_CountsItsPictures()
    {
        var still = new TestPng(Side, Side, 8, 0) { Pixel = (_, _) => [Gray] };
        Assert.That(XRayImage.FromBytes(still.Encode(), "a").CountFrames(), Is.EqualTo(1));
        XRayImage moving = XRayImage.FromBytes(still.With("acTL", 0, 0, 0, 5, 0, 0, 0, 0).Encode(), "moving.png");
        Assert.That(moving.CountFrames(), Is.EqualTo(5));
        RefusesTheSecond(moving, "PNG");
    }

    [Test]
    public void CountFrames_OfDicom_IsWhatTheHeaderSays() => Assert.That(
        XRayImage.FromBytes(new TestDicom(8, 8, 8, 8, (_, _) => [10]) { Frames = [0, 50] }.Encode(), "a").CountFrames(), Is.EqualTo(2));

    [Test]
    public void CountFrames_BehindALongHeader_IsFoundInAFileAsInMemory()
    {
        using var folder = new TempFolder();
        byte[] dicom = new TestDicom(8, 8, 8, 8, (_, _) => [10]) { Frames = [0, 50] }.Encode();
        byte[] moving = new TestPng(Side, Side, 8, 0) { Pixel = (_, _) => [Gray] }
            .With("iTXt", new byte[70_000]).With("acTL", 0, 0, 0, 5, 0, 0, 0, 0).Encode();
        foreach ((string name, byte[] file, int frames) in new[] { ("a.dcm", WithPrivateElement(dicom, 70_000), 2), ("a.png", moving, 5) })
        {
            folder.Write(name, file);
            Assert.That(XRayImage.FromBytes(file, name).CountFrames(), Is.EqualTo(frames), name);
            Assert.That(XRayImage.FromFile(folder[name]).CountFrames(), Is.EqualTo(frames), name);
        }
    }

    [Test]
    public void Frame_OfAFileThatHoldsOne_IsRefusedBeyondIt() => Assert.That(
        () => GrayOf(XRayImage.FromBytes(TestJpeg.Gray(Side, Side, (_, _) => Gray), "a.jpg"), 2),
        Throws.TypeOf<ImageFormatException>().With.Message.EqualTo("Image 'a.jpg' cannot be read: it has 1 frame, and frame 2 was asked for."));

    [Test]
    public void CountFrames_OfWhatCannotBeRead_IsOne()
    {
        Assert.That(XRayImage.FromFile("gone.tif").CountFrames(), Is.EqualTo(1));
        Assert.That(XRayImage.FromBytes("II*\0"u8, "a.tif").CountFrames(), Is.EqualTo(1));
        Assert.That(XRayImage.FromBytes("text"u8, "a.txt").CountFrames(), Is.EqualTo(1));
    }

    [Test]
    public void Open_ADatasetWithSuchFiles_SaysHowManyAndWhatIsRead()
    {
        using TempFolder folder = new TempFolder().Images("Normal/a.png").Write("COVID-19/a.tif", WithPages(Tiff, (Kind, 0)))
            .Write("COVID-19/b.gif", Animated(Gif, 2));
        string told = XRayDataset.FromFolder(folder.Root).Warnings.Single(w => w.Contains("several pictures", StringComparison.Ordinal));
        Assert.That(told, Does.StartWith("2 of 3 files hold several pictures (first: '"));
        Assert.That(told, Does.EndWith("a.tif', 2 of them), and the first picture of each is read."));
    }

    private static byte GrayOf(XRayImage image, int frame) => (image with { Frame = frame }).Encoded.Decode(4, 4).Pixels[0];

    private static void RefusesTheSecond(XRayImage image, string format)
    {
        Assert.That(GrayOf(image, 1), Is.EqualTo(Gray));
        Assert.That(
            () => GrayOf(image, 2),
            Throws.TypeOf<ImageFormatException>().With.Message.Contains($"of a {format} file the first picture alone is read, and frame 2 was asked for"));
    }

    // before the first element of group 0028, explicit and little-endian
    private static byte[] WithPrivateElement(byte[] dicom, int length)
    {
        int at = dicom.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x28, 0, 0x02, 0]);
        return [.. dicom[..at], 0x19, 0, 0x01, 0x10, .. "OB"u8, 0, 0, .. BitConverter.GetBytes(length), .. new byte[length], .. dicom[at..]];
    }

    // copies of the one directory (little-endian), each with a 16-bit field of another value
    private static byte[] WithPages(byte[] tiff, params (int Tag, int Value)[] pages)
    {
        int start = BinaryPrimitives.ReadInt32LittleEndian(tiff.AsSpan(4)), fields = BinaryPrimitives.ReadInt16LittleEndian(tiff.AsSpan(start));
        byte[] directory = tiff[start..(start + 2 + (12 * fields) + 4)];
        List<byte> file = [.. tiff];
        int link = start + directory.Length - 4;
        foreach ((int tag, int value) in pages)
        {
            file.AddRange(new byte[file.Count % 2]);
            byte[] page = [.. directory];
            for (int at = 2; at < 2 + (12 * fields); at += 12)
            {
                if (BinaryPrimitives.ReadUInt16LittleEndian(page.AsSpan(at)) == tag)
                {
                    BinaryPrimitives.WriteUInt16LittleEndian(page.AsSpan(at + 8), (ushort)value);
                }
            }

            byte[] here = BitConverter.GetBytes(file.Count);
            here.CopyTo(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(file)[link..]);
            link = file.Count + page.Length - 4;
            file.AddRange(page);
        }

        return [.. file];
    }

    // what stands between the colours and the end, again and again
    private static byte[] Animated(byte[] gif, int frames)
    {
        const int Colours = 13 + (3 * 256);
        return [.. gif[..Colours], .. Enumerable.Repeat(gif[Colours..^1], frames).SelectMany(f => f), gif[^1]];
    }
}
