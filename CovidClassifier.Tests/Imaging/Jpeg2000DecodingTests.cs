using CovidClassifier.Imaging;
using CovidClassifier.Imaging.Decoding;
using CovidClassifier.Imaging.Dicom;
using CovidClassifier.Imaging.Jpeg2000;

namespace CovidClassifier.Tests.Imaging;

/// <summary>JPEG 2000 files of a picture whose samples are known by a formula; what OpenJPEG writes and reads is the oracle where it is installed.</summary>
internal sealed class Jpeg2000DecodingTests
{
    private const int Width = 61, Height = 47;

    private static IEnumerable<TestCaseData> Recorded()
    {
        yield return new TestCaseData(RecordedJpeg2000.Gray12Tiles, 1, 12, 0).SetArgDisplayNames("tiles, layers, 12 bits");
        yield return new TestCaseData(RecordedJpeg2000.Colour8, 3, 8, 0).SetArgDisplayNames("colours, precincts, boxes");
        yield return new TestCaseData(RecordedJpeg2000.Gray16Passes, 1, 16, 0).SetArgDisplayNames("passes of their own, 16 bits");
        yield return new TestCaseData(RecordedJpeg2000.Gray8Lossy, 1, 8, 5).SetArgDisplayNames("lossy, 8 bits");
    }

    [TestCaseSource(nameof(Recorded))]
    public void Decode_ARecordedFile_IsThePicture(byte[] file, int components, int bits, int within) =>
        AssertPicture(Decode(file), components, bits, within, RecordedJpeg2000.Width, RecordedJpeg2000.Height);

    [TestCaseSource(nameof(Recorded))]
    public void Decode_ARecordedFile_CutAnywhere_IsRefused(byte[] file, int components, int bits, int within)
    {
        for (int length = 12; length < file.Length - 2; length += 3)
        {
            Assert.That(() => Decode(file[..length]), Throws.TypeOf<ImageFormatException>(), $"{length} bytes");
        }
    }

    [TestCaseSource(nameof(Recorded))]
    public void Decode_ARecordedFile_WithAnyByteChanged_IsAPictureOrRefused(byte[] file, int components, int bits, int within)
    {
        byte[] changed = [.. file];
        for (int at = 0; at < file.Length; at++)
        {
            foreach (byte other in new byte[] { 0xFF, (byte)(file[at] ^ 0x10) })
            {
                changed[at] = other;
                try
                {
                    XRayDecoder.Decode(changed, 8, 8);
                }
                catch (ImageFormatException e)
                {
                    Assert.That(e.Reason, Does.EndWith("."));
                }
            }

            changed[at] = file[at];
        }
    }

    [Test]
    public void Decode_AsAFileOfTwelveBits_GoesThroughTheRobustWindow()
    {
        ushort[] plane = TestPicture.Plane(RecordedJpeg2000.Width, RecordedJpeg2000.Height, 0, 12);
        ushort[] spread = Array.ConvertAll(plane, v => (ushort)((v * 65535L + 2047) / 4095));
        var stretch = new Stretch(RecordedJpeg2000.Width, RecordedJpeg2000.Height, RecordedJpeg2000.Width, RecordedJpeg2000.Height);
        RobustWindow.Of(spread, RecordedJpeg2000.Width).Push(spread, RecordedJpeg2000.Width, stretch, default);
        Assert.That(XRayDecoder.DecodeFullSize(RecordedJpeg2000.Gray12Tiles).Pixels, Is.EqualTo(stretch.ToImage().Pixels));
    }

    [TestCase("", 1, 8)]
    [TestCase("", 1, 12)]
    [TestCase("", 1, 16)]
    [TestCase("", 3, 8)]
    [TestCase("-mct 0", 3, 8)]
    [TestCase("-n 1", 1, 12)]
    [TestCase("-n 2 -b 4,4", 1, 12)]
    [TestCase("-n 3 -b 8,64", 1, 12)]
    [TestCase("-n 6 -b 64,16", 1, 10)]
    [TestCase("-n 4 -c [16,16],[8,8],[8,8],[4,4] -p RPCL", 1, 12)]
    [TestCase("-n 3 -c [16,32] -p PCRL", 3, 8)]
    [TestCase("-n 3 -c [32,16] -p CPRL", 3, 8)]
    [TestCase("-n 3 -p RLCP", 3, 8)]
    [TestCase("-n 3 -r 20,5,1", 1, 12)]
    [TestCase("-n 3 -r 20,5,1 -p RLCP -SOP -EPH", 1, 8)]
    [TestCase("-n 3 -r 20,5,1 -p RPCL -SOP", 3, 8)]
    [TestCase("-t 20,20 -n 3", 1, 12)]
    [TestCase("-t 32,17 -n 3 -EPH -TP R", 3, 8)]
    [TestCase("-d 5,3 -n 4", 1, 12)]
    [TestCase("-d 13,7 -T 3,2 -t 24,24 -n 3", 1, 8)]
    [TestCase("-M 1", 1, 16)]
    [TestCase("-M 2", 1, 12)]
    [TestCase("-M 4", 1, 12)]
    [TestCase("-M 8 -b 16,16", 1, 12)]
    [TestCase("-M 32", 1, 12)]
    [TestCase("-M 5 -b 16,16", 1, 16)]
    [TestCase("-M 63 -b 16,16 -r 10,3,1", 1, 12)]
    public void Decode_LosslessOfAnyKind_IsThePictureItself(string options, int components, int bits)
    {
        RequireOpenJpeg();
        byte[] file = OpenJpeg.Compress(TestPicture.Netpbm(Width, Height, components, bits), options);
        AssertPicture(Decode(file), components, bits, within: 0, Width, Height);
    }

    [TestCase("-I -r 4", 1, 8)]
    [TestCase("-I -r 8", 1, 12)]
    [TestCase("-I -r 1", 1, 16)]
    [TestCase("-I -r 6", 3, 8)]
    [TestCase("-I -r 20,6 -t 32,32 -n 3", 3, 8)]
    [TestCase("-I -d 13,7 -T 3,2 -t 24,24 -n 3 -r 5", 1, 12)]
    [TestCase("-I -n 1 -r 4", 1, 8)]
    [TestCase("-r 6", 1, 12)]
    [TestCase("-r 9", 3, 8)]
    [TestCase("-q 30,40", 1, 8)]
    [TestCase("-M 1 -r 3", 1, 16)]
    public void Decode_LossyOfAnyKind_IsWhatOpenJpegGivesWithinOneLevel(string options, int components, int bits)
    {
        RequireOpenJpeg();
        byte[] file = OpenJpeg.Compress(TestPicture.Netpbm(Width, Height, components, bits), options);
        ushort[][] theirs = TestPicture.ReadNetpbm(OpenJpeg.Decompress(file, components)), ours = Decode(file);
        for (int i = 0; i < components; i++)
        {
            Assert.That(ours[i].Zip(theirs[i], (a, b) => Math.Abs(a - b)).Max(), Is.LessThanOrEqualTo(1), $"component {i}");
        }
    }

    [TestCase("693_J2KR.dcm", "693_UNCR.dcm", 14, 0)]
    [TestCase("JPEG2000.dcm", "JPEG2000_UNC.dcm", 16, 1)]
    [TestCase("emri_small_jpeg_2k_lossless.dcm", "emri_small_RLE.dcm", 16, 0)]
    [TestCase("emri_small_jpeg_ls_lossless.dcm", "emri_small_RLE.dcm", 16, 0)]
    public void Decode_ADicomFile_IsTheSamePictureAsItsOtherForm(string packed, string other, int bits, int within)
    {
        int mask = (1 << bits) - 1;
        IReadOnlyList<ushort[]> ours = Samples(File.ReadAllBytes(SharedFolder.Path($"data/dicom/{packed}")));
        IReadOnlyList<ushort[]> expected = Samples(File.ReadAllBytes(SharedFolder.Path($"data/dicom/{other}")));
        Assert.That(ours[0].Zip(expected[0], (a, b) => Math.Abs((a & mask) - (b & mask))).Max(), Is.LessThanOrEqualTo(within));
    }

    [TestCase("US1_J2KR.dcm", 3)]
    public void Decode_ADicomFile_IsWhatOpenJpegReads(string name, int components)
    {
        RequireOpenJpeg();
        var image = new EncodedImage(File.ReadAllBytes(SharedFolder.Path($"data/dicom/{name}")), null);
        DicomFile file = DicomFile.Read(image);
        ushort[][] theirs = TestPicture.ReadNetpbm(OpenJpeg.Decompress(DicomFrames.Of(image, file, DicomPixels.Read(image, file)).ToArray(), components));
        Assert.That(Samples(image.Bytes.ToArray()), Is.EqualTo(theirs));
    }

    [TestCase("RGB")]
    [TestCase("YBR_RCT")]
    [TestCase("YBR_ICT")]
    public void Decode_AColouredDicomFile_IsRedGreenAndBlue(string photometric)
    {
        var file = new TestDicom(RecordedJpeg2000.Width, RecordedJpeg2000.Height, 8, 8, (_, _) => [0, 0, 0])
        {
            Syntax = TestDicom.Jpeg2000Lossless,
            Photometric = photometric,
            Fragment = RecordedJpeg2000.Colour8,
        };
        ushort[][] planes = [.. Enumerable.Range(0, 3).Select(c => TestPicture.Plane(RecordedJpeg2000.Width, RecordedJpeg2000.Height, c, 8))];
        byte[] pixels = XRayDecoder.DecodeFullSize(file.Encode()).Pixels;
        Assert.That(pixels[100], Is.EqualTo(0.299 * planes[0][100] + 0.587 * planes[1][100] + 0.114 * planes[2][100]).Within(1));
        Assert.That(Samples(file.Encode()), Is.EqualTo(planes));
    }

    [Test]
    public void Decode_ADicomFileThatStatesAnotherSize_IsRefused()
    {
        var file = new TestDicom(RecordedJpeg2000.Width + 1, RecordedJpeg2000.Height, 16, 12, (_, _) => [0])
        {
            Syntax = TestDicom.Jpeg2000Lossless,
            Fragment = RecordedJpeg2000.Gray12Tiles,
        };
        Assert.That(() => XRayDecoder.DecodeFullSize(file.Encode()), Throws.TypeOf<ImageFormatException>().With.Property("Reason").Contains("30 x 21")
            .And.Property("Reason").Contains("29 x 21"));
    }

    private static IReadOnlyList<ushort[]> Samples(byte[] file)
    {
        var image = new EncodedImage(file, null);
        DicomFile read = DicomFile.Read(image);
        return DicomSamples.Read(image, read, DicomPixels.Read(image, read), default);
    }

    private static ushort[][] Decode(byte[] file)
    {
        var image = new EncodedImage(file, null);
        return Jpeg2000Decoder.Decode(image, Jpeg2000Header.Read(image), default);
    }

    private static void AssertPicture(ushort[][] planes, int components, int bits, int within, int width, int height)
    {
        Assert.That(planes, Has.Length.EqualTo(components));
        for (int i = 0; i < components; i++)
        {
            ushort[] expected = TestPicture.Plane(width, height, i, bits);
            Assert.That(planes[i].Zip(expected, (a, b) => Math.Abs(a - b)).Max(), Is.LessThanOrEqualTo(within), $"component {i}");
        }
    }

    private static void RequireOpenJpeg()
    {
        if (!OpenJpeg.IsThere)
        {
            Assert.Ignore("needs opj_compress (Debian: apt-get install libopenjp2-tools)");
        }
    }
}
