using System.Text;
using CovidClassifier.Imaging;
using CovidClassifier.Imaging.Decoding;
using CovidClassifier.Imaging.Dicom;

namespace CovidClassifier.Tests.Imaging;

internal sealed class DicomDecodingTests
{
    private const int Width = 40, Height = 30;

    private static readonly string[] Exact =
        [TestDicom.Implicit, TestDicom.Explicit, TestDicom.Deflated, TestDicom.BigEndian, TestDicom.RunLengths, TestDicom.JpegLossless];

    private static int Twelve(int x, int y) => (x * 97 + y * 31 + (x * y & 15)) & 4095;

    [Test]
    public void Decode_EverySyntax_ShowsTheSameThroughAWindow([ValueSource(nameof(Exact))] string syntax, [Values] bool isSigned, [Values(0, 4)] int shift)
    {
        int Value(int x, int y) => Twelve(x, y) - (isSigned ? 2048 : 0);
        TestDicom file = new TestDicom(Width, Height, 16, 12, (x, y) => [Value(x, y)]) { Syntax = syntax, IsSigned = isSigned, Shift = shift }
            .WithWindow(isSigned ? 0 : 2048, 3000);
        var window = new DicomWindow(isSigned ? 0 : 2048, 3000, "LINEAR");
        Expect(file, (x, y) => window.Gray(Value(x, y)), 0.5);
    }

    [Test]
    public void Decode_WindowsInFunctionalGroups_AreThoseOfTheFrame(
        [Values(TestDicom.Implicit, TestDicom.Explicit, TestDicom.BigEndian)] string syntax, [Values] bool areOpen, [Values(1, 2)] int frame)
    {
        int Value(int x, int y) => Twelve(x, y) & 2047;
        TestDicom file = new(Width, Height, 16, 12, (x, y) => [Value(x, y)]) { Syntax = syntax, Frames = [0, 100] };
        (uint, string, byte[]) Text(uint tag, string text) => (tag, "DS", Encoding.ASCII.GetBytes(text));
        (uint, string, byte[])[] Frame(string centre) =>
        [
            (0x0028_9132, "SQ", file.Sequence(areOpen, [Text(0x0028_1050, centre), Text(0x0028_1051, "3000")])),
        ];
        file.With(0x5200_9229, "SQ", file.Sequence(areOpen, [
            (0x0028_9132, "SQ", file.Sequence(areOpen, [Text(0x0028_1050, "50"), Text(0x0028_1051, "10")])),
            (0x0028_9145, "SQ", file.Sequence(areOpen, [Text(0x0028_1052, "-500"), Text(0x0028_1053, "02")])),
        ])).With(0x5200_9230, "SQ", file.Sequence(areOpen, Frame("1000"), Frame("2000")));
        var window = new DicomWindow(frame * 1000, 3000, "LINEAR");
        GrayImage image = XRayDecoder.Decode(new EncodedImage(file.Encode(), "x.dcm") { Frame = frame });
        Assert.That(image.Pixels, Is.EqualTo(Enumerable.Range(0, Width * Height).Select(i =>
            (byte)Math.Round(window.Gray((Value(i % Width, i / Width) + 100 * (frame - 1)) * 2 - 500), MidpointRounding.AwayFromZero))).Within(1));
    }

    [Test]
    public void Decode_AWindowThatAllFramesShare_IsTaken()
    {
        TestDicom file = new(Width, Height, 16, 12, (x, y) => [Twelve(x, y)]);
        file.WithItems(0x5200_9229, [(0x0028_9132, "SQ", file.Sequence(false, [
            (0x0028_1050, "DS", "1500"u8.ToArray()), (0x0028_1051, "DS", "2000"u8.ToArray()), (0x0028_1056, "CS", "SIGMOID "u8.ToArray())]))]);
        var window = new DicomWindow(1500, 2000, "SIGMOID");
        Expect(file, (x, y) => window.Gray(Twelve(x, y)), 0.5);
    }

    [Test]
    public void Decode_EightBitsWithoutAWindow_AreShownAsTheyAre([Values(TestDicom.Implicit, TestDicom.Explicit, TestDicom.BigEndian, TestDicom.RunLengths,
        TestDicom.JpegLossless)] string syntax)
    {
        Expect(new TestDicom(Width, Height, 8, 8, (x, y) => [(x * 6 + y) & 255]) { Syntax = syntax }, (x, y) => (x * 6 + y) & 255, 0);
        Expect(new TestDicom(Width, Height, 8, 8, (x, y) => [(x * 6 + y) & 255]) { Syntax = syntax, Photometric = "MONOCHROME1" }, (x, y) =>
            255 - ((x * 6 + y) & 255), 0);
    }

    [Test]
    public void Decode_JpegBaselineAndExtended_AreNearThePicture()
    {
        Expect(new TestDicom(Width, Height, 8, 8, (x, y) => [60 + x * 3 + y]) { Syntax = TestDicom.JpegBaseline }, (x, y) => 60 + x * 3 + y, 2);
        TestDicom twelve = new TestDicom(Width, Height, 16, 12, (x, y) => [500 + x * 60 + y]) { Syntax = TestDicom.JpegExtended }
            .WithWindow(2047.5, 4096, "LINEAR_EXACT");
        Expect(twelve, (x, y) => (500 + x * 60 + y) / 4096.0 * 255, 1);
    }

    [Test]
    public void Decode_WithoutAWindow_GoesThroughTheRobustOne([Values] bool isSigned, [Values(1.0, -2.5)] double slope)
    {
        int Value(int x, int y) => 300 + x * 40 + y;
        byte[] pixels = XRayDecoder.DecodeFullSize(
            new TestDicom(Width, Height, 16, 12, (x, y) => [Value(x, y) - (isSigned ? 1000 : 0)]) { IsSigned = isSigned }
                .With(0x0028_1053, "DS", slope.ToString(System.Globalization.CultureInfo.InvariantCulture)).With(0x0028_1052, "DS", "-100").Encode()).Pixels;
        (byte left, byte right) = (pixels[5 * Width + 1], pixels[5 * Width + Width - 2]);
        Assert.That(slope > 0 ? left : right, Is.LessThan(40));
        Assert.That(slope > 0 ? right : left, Is.GreaterThan(215));
    }

    [TestCase("LINEAR", 0.0, 127.627627627)]
    [TestCase("LINEAR_EXACT", 0.0, 127.5)]
    [TestCase("SIGMOID", 0.0, 127.5)]
    [TestCase("LINEAR", -500.0, 0.0)]
    [TestCase("LINEAR", 500.0, 255.0)]
    [TestCase("SIGMOID", 250.0, 186.4200)]
    public void Window_ByHand_IsTheStandardsFormula(string shape, double value, double gray) =>
        Assert.That(new DicomWindow(0, 1000, shape).Gray(value), Is.EqualTo(gray).Within(0.001));

    [Test]
    public void Decode_RescaleAndWindow_AreOfModalityValues()
    {
        TestDicom file = new TestDicom(Width, Height, 16, 12, (x, y) => [Twelve(x, y)]) { Photometric = "MONOCHROME1" }
            .With(0x0028_1053, "DS", "2").With(0x0028_1052, "DS", "-1024").WithWindow(1000, 4000, "LINEAR_EXACT");
        Expect(file, (x, y) => 255 - Math.Clamp((Twelve(x, y) * 2 - 1024 - 1000) / 4000.0 + 0.5, 0, 1) * 255, 0.5);
    }

    [Test]
    public void Decode_Tables_AreLookedUp([Values(TestDicom.Implicit, TestDicom.Explicit, TestDicom.BigEndian)] string syntax)
    {
        int[] shades = [.. Enumerable.Range(0, 200).Select(i => i * i % 1024)];
        TestDicom window = new TestDicom(Width, Height, 8, 8, (x, y) => [(x * 6 + y) & 255]) { Syntax = syntax }.WithTable(0x0028_3010, 20, 10, shades);
        Expect(window, (x, y) => shades[Math.Clamp(((x * 6 + y) & 255) - 20, 0, 199)] * 255.0 / 1023, 0.5);
        TestDicom modality = new TestDicom(Width, Height, 8, 8, (x, y) => [(x * 6 + y) & 255]) { Syntax = syntax }.WithTable(0x0028_3000, 20, 10, shades)
            .WithWindow(511.5, 1023, "LINEAR_EXACT");
        Expect(modality, (x, y) => shades[Math.Clamp(((x * 6 + y) & 255) - 20, 0, 199)] * 255.0 / 1023, 0.5);
    }

    [Test]
    public void Decode_Padding_IsBlackAndSetsNoScale([Values("MONOCHROME1", "MONOCHROME2")] string photometric)
    {
        int Value(int x, int y) => x < 15 ? -2000 : x * 20 + y;
        TestDicom Picture(bool padded)
        {
            TestDicom file = new(Width, Height, 16, 16, (x, y) => [Value(x, y)]) { IsSigned = true, Photometric = photometric };
            return padded ? file.With(0x0028_0120, -2000 & 0xFFFF) : file;
        }

        byte[] pixels = XRayDecoder.DecodeFullSize(Picture(padded: true).Encode()).Pixels;
        Assert.That(pixels[3], Is.Zero, "padding is background");
        Assert.That(Math.Abs(pixels[16] - pixels[Width - 2]), Is.GreaterThan(180), "the scale is the picture's");
        byte[] unknown = XRayDecoder.DecodeFullSize(Picture(padded: false).Encode()).Pixels;
        Assert.That(Math.Abs(unknown[16] - unknown[Width - 2]), Is.LessThan(100), "which it cannot be where the file is silent");
    }

    [Test]
    public void Decode_Colours_FollowTheFormula([Values(TestDicom.Explicit, TestDicom.RunLengths, TestDicom.JpegLossless)] string syntax,
        [Values] bool isPlanar)
    {
        int[] Colour(int x, int y) => [x * 6, y * 8, (x + y) * 3];
        Expect(new TestDicom(Width, Height, 8, 8, Colour) { Syntax = syntax, Photometric = "RGB", IsPlanar = isPlanar }, (x, y) => 0.299 * x * 6
            + 0.587 * y * 8 + 0.114 * (x + y) * 3, 0.501);
        Expect(new TestDicom(Width, Height, 8, 8, (x, y) => [x * 6, 128, 128]) { Syntax = syntax, Photometric = "YBR_FULL", IsPlanar = isPlanar }, (x, y) =>
            x * 6, 0.501);
    }

    [Test]
    public void Decode_LumaAndChromaInPairs_AreTakenApart()
    {
        // per pixel of the writer two bytes: Y0 Y1 Cb Cr for each pair
        byte[] raw = [.. Enumerable.Range(0, Width * Height / 2).SelectMany(i => new byte[] { (byte)(2 * i), (byte)(2 * i + 1), 128, 128 })];
        TestDicom file = new TestDicom(Width, Height, 8, 8, (_, _) => [0, 0, 0]) { Photometric = "YBR_FULL_422" };
        byte[] bytes = file.Encode();
        byte[] changed = [.. bytes[..^(Width * Height * 3)], .. raw];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(changed.AsSpan(bytes.Length - Width * Height * 3 - 4), raw.Length);
        byte[] pixels = XRayDecoder.DecodeFullSize(changed).Pixels;
        Assert.That(pixels, Is.EqualTo(Enumerable.Range(0, Width * Height).Select(i => (byte)i)));
    }

    [Test]
    public void Decode_Palette_UsesItsColours()
    {
        byte[] Ramp(int factor) => [.. Enumerable.Range(0, 256).SelectMany(i => new[] { (byte)0, (byte)(i * factor / 4) })];
        TestDicom file = new TestDicom(Width, Height, 8, 8, (x, y) => [(x * 6 + y) & 255]) { Photometric = "PALETTE COLOR" };
        foreach (int channel in new[] { 1, 2, 3 })
        {
            file.With(0x0028_1100 + (uint)channel, 256, 0, 16).With(0x0028_1200 + (uint)channel, "OW", Ramp(channel));
        }

        Expect(file, (x, y) => ((x * 6 + y) & 255) is var i ? 0.299 * (i / 4) + 0.587 * (i * 2 / 4) + 0.114 * (i * 3 / 4) : 0, 0.501);
    }

    [Test]
    public void Decode_AFrame_IsTheOneAskedFor([ValueSource(nameof(Exact))] string syntax)
    {
        byte[] file = new TestDicom(Width, Height, 8, 8, (x, y) => [x + y]) { Syntax = syntax, Frames = [0, 50, 100] }.Encode();
        var image = new EncodedImage(file, "three.dcm");
        Assert.That(XRayDecoder.Decode(image).Pixels[0], Is.Zero, "the first by default");
        Assert.That(XRayDecoder.Decode(image with { Frame = 3 }).Pixels[1], Is.EqualTo(101));
        Assert.That(
            () => XRayDecoder.Decode(image with { Frame = 4 }),
            Throws.TypeOf<ImageFormatException>().With.Message.EqualTo("Image 'three.dcm' cannot be read: it has 3 frames, and frame 4 was asked for."));
    }

    [Test]
    public void Decode_WithoutPreambleOrMeta_IsRead([Values(TestDicom.Implicit, TestDicom.Explicit, TestDicom.BigEndian)] string syntax)
    {
        double Expected(int x, int y) => (x * 6 + y) & 255;
        Expect(new TestDicom(Width, Height, 8, 8, (x, y) => [(x * 6 + y) & 255]) { Syntax = syntax, HasPreamble = false, HasMeta = false }, Expected, 0);
        Expect(new TestDicom(Width, Height, 8, 8, (x, y) => [(x * 6 + y) & 255]) { Syntax = syntax, HasPreamble = false }, Expected, 0);
        Expect(new TestDicom(Width, Height, 8, 8, (x, y) => [(x * 6 + y) & 255]) { Syntax = syntax, HasMeta = false }, Expected, 0);
    }

    [Test]
    public void Decode_WhateverStandsInThePreamble_IsDicom()
    {
        byte[] file = new TestDicom(Width, Height, 8, 8, (x, y) => [x]).Encode();
        foreach (byte[] head in new[] { "II*\0"u8.ToArray(), [.. "GIF89a"u8], [0xFF, 0xD8, 0xFF, 0xE0] })
        {
            head.CopyTo(file, 0);
            Assert.That(XRayDecoder.DecodeFullSize(file).Pixels[5], Is.EqualTo(5));
        }
    }

    [TestCase("1.2.840.10008.1.2.4.201",
        "it is a DICOM file in transfer syntax 1.2.840.10008.1.2.4.201 (High-Throughput JPEG 2000 Lossless), which is not read; pydicom with pylibjpeg "
        + "(Dataset.decompress) converts it.")]
    [TestCase("1.2.840.10008.1.2.4.92", "it is a DICOM file in transfer syntax 1.2.840.10008.1.2.4.92 (JPEG 2000 Part 2 Lossless), which is not read; "
        + "'gdcmconv --raw IN OUT' of GDCM converts it.")]
    [TestCase("1.2.3.4", "it is a DICOM file in transfer syntax 1.2.3.4 (a syntax that is not known here), which is not read; 'gdcmconv --raw IN "
        + "OUT' of GDCM converts it.")]
    public void Decode_ASyntaxThatIsNotRead_NamesItAndAConverter(string syntax, string reason) =>
        Assert.That(Refusal(new TestDicom(8, 8, 8, 8, (_, _) => [0]) { Syntax = syntax }), Is.EqualTo(reason));

    [Test]
    public void Decode_AHeaderThatContradictsItself_IsRefused()
    {
        TestDicom Some() => new(Width, Height, 16, 12, (x, y) => [Twelve(x, y)]);
        Assert.That(Refusal(Some().With(0x0028_0010, 0)), Does.Contain("40 x 0 pixels"));
        Assert.That(Refusal(Some().With(0x0028_0010, 60_000)), Does.Contain("ends early"));
        Assert.That(Refusal(Some().With(0x0028_0101, 20)), Does.Contain("20 stored"));
        Assert.That(Refusal(Some().With(0x0028_0102, 3)), Does.Contain("the highest is bit 3"));
        Assert.That(Refusal(Some().With(0x0028_0100, 32)), Does.Contain("32 bits per sample"));
        Assert.That(Refusal(Some().With(0x0028_0002, 3)), Does.Contain("3 samples per pixel"));
        Assert.That(Refusal(Some().With(0x0028_0004, "CS", "YBR_ICT ")), Does.Contain("'YBR_ICT'"));
        Assert.That(Refusal(Some(), cut: 100), Does.Contain("ends early"));
        Assert.That(Refusal(Some(), cut: Width * Height * 2 + 30),
            Does.StartWith("the DICOM file is damaged").Or.StartWith("it is a DICOM file without pixels"));
    }

    [TestCase("0", "0")]
    [TestCase("NaN", "100")]
    [TestCase("10", "-5")]
    [TestCase("1e999", "1")]
    [TestCase("x", "y")]
    public void Decode_AWindowThatIsNone_IsAsIfItWereNotThere(string centre, string width)
    {
        TestDicom file = new(Width, Height, 16, 12, (x, y) => [Twelve(x, y)]);
        byte[] plain = XRayDecoder.DecodeFullSize(file.Encode()).Pixels;
        Assert.That(XRayDecoder.DecodeFullSize(file.With(0x0028_1050, "DS", centre).With(0x0028_1051, "DS", width).Encode()).Pixels, Is.EqualTo(plain));
    }

    [Test]
    public void Facts_OfAHeader_AreWhatItStates()
    {
        TestDicom file = new TestDicom(8, 8, 8, 8, (_, _) => [0])
            .With(0x0010_0020, "LO", "P-17 ").With(0x0010_1010, "AS", "045Y").With(0x0010_0040, "CS", "F ").With(0x0018_5101, "CS", "PA")
            .With(0x0008_0060, "CS", "DX").With(0x0008_0070, "LO", "Maker").With(0x0008_0080, "LO", "Hospital");
        DicomFacts facts = DicomFacts.Of(file.Encode())!;
        Assert.That(facts, Is.EqualTo(new DicomFacts("P-17", 45, "F", "PA", "DX", "Maker", "Hospital")));
        Assert.That(facts.Source, Is.EqualTo("DX, Maker, Hospital"));
        Assert.That(DicomFacts.Of("text"u8.ToArray()), Is.Null);
    }

    [TestCase("018M", 1.5)]
    [TestCase("999Y", null)]
    [TestCase("old", null)]
    public void Facts_OfAnAge_AreYearsOrNone(string age, double? years) =>
        Assert.That(DicomFacts.Of(new TestDicom(8, 8, 8, 8, (_, _) => [0]).With(0x0010_1010, "AS", age).Encode())!.AgeYears, Is.EqualTo(years));

    [Test]
    public void Facts_WithoutAnAge_CountFromBirthToStudy() =>
        Assert.That(
            DicomFacts.Of(new TestDicom(8, 8, 8, 8, (_, _) => [0]).With(0x0010_0030, "DA", "19500601").With(0x0008_0020, "DA", "20200315").Encode())!.AgeYears,
                Is.EqualTo(69));

    private static string Refusal(TestDicom file, int cut = 0) =>
        Assert.Throws<ImageFormatException>(() => XRayDecoder.DecodeFullSize(file.Encode()[..^cut]))!.Reason;

    private static void Expect(TestDicom file, Func<int, int, double> expected, double tolerance)
    {
        GrayImage image = XRayDecoder.DecodeFullSize(file.Encode());
        Assert.That((image.Width, image.Height), Is.EqualTo((Width, Height)));
        Assert.That(image.Pixels.Select((p, i) => Math.Abs(p - expected(i % Width, i / Width))).Max(), Is.LessThanOrEqualTo(tolerance));
    }
}
