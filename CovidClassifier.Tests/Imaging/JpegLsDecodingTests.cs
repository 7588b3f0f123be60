using CovidClassifier.Imaging;
using CovidClassifier.Imaging.Decoding;
using CovidClassifier.Imaging.Dicom;
using CovidClassifier.Imaging.JpegLs;

namespace CovidClassifier.Tests.Imaging;

/// <summary>JPEG-LS: the standard's own example, and what DCMTK writes where it is installed.</summary>
internal sealed class JpegLsDecodingTests
{
    private const int Width = 61, Height = 47;

    /// <summary>ITU-T T.87, H.3.</summary>
    private const string Standard = "FFD8FFF7000B080004000401011100FFDA0008010100000000"
        + "C000006C80208E01C00000574000006EE6000001BC18000005D800009160FFD9";

    [Test]
    public void Decode_TheStandardsExample_GivesItsSamples()
    {
        ushort[][] planes = Decode(Convert.FromHexString(Standard));
        Assert.That(planes.Single(), Is.EqualTo(new ushort[] { 0, 0, 90, 74, 68, 50, 43, 205, 64, 145, 145, 145, 100, 145, 145, 145 }));
    }

    [Test]
    public void Decode_TheStandardsExample_CutAnywhere_IsRefused()
    {
        byte[] file = Convert.FromHexString(Standard);
        for (int length = 2; length < file.Length - 4; length++)
        {
            Assert.That(() => Decode(file[..length]), Throws.TypeOf<ImageFormatException>(), $"{length} bytes");
        }
    }

    [Test]
    public void Decode_AsAFileOfItsOwn_IsTheSamePicture()
    {
        byte[] file = Convert.FromHexString(Standard), commented = [.. file[..2], 0xFF, 0xFE, 0, 4, 1, 2, .. file[2..]];
        byte[] expected = [0, 0, 90, 74, 68, 50, 43, 205, 64, 145, 145, 145, 100, 145, 145, 145];
        Assert.That(XRayDecoder.DecodeFullSize(file).Pixels, Is.EqualTo(expected));
        Assert.That(XRayDecoder.DecodeFullSize(commented).Pixels, Is.EqualTo(expected));
    }

    [TestCase("", 1, 8, 8)]
    [TestCase("", 1, 16, 10)]
    [TestCase("", 1, 16, 12)]
    [TestCase("", 1, 16, 16)]
    [TestCase("+pc", 1, 16, 12)]
    [TestCase("+il", 3, 8, 8)]
    [TestCase("+is", 3, 8, 8)]
    [TestCase("+in", 3, 8, 8)]
    [TestCase("+pc +t1 5 +t2 9 +t3 30 +rs 31", 1, 8, 8)]
    [TestCase("+en +md 1", 1, 8, 8)]
    [TestCase("+en +md 5", 1, 16, 12)]
    [TestCase("+en +md 3 +il", 3, 8, 8)]
    [TestCase("+en +md 3 +is", 3, 8, 8)]
    [TestCase("+en +md 3 +in", 3, 8, 8)]
    public void Decode_WhateverDcmtkWrites_IsWhatDcmtkReads(string options, int samples, int allocated, int stored)
    {
        if (!Dcmtk.IsThere)
        {
            Assert.Ignore("needs dcmcjpls (Debian: apt-get install dcmtk)");
        }

        byte[] native = new TestDicom(Width, Height, allocated, stored, (x, y) =>
            [.. Enumerable.Range(0, samples).Select(s => (int)TestPicture.Sample(x, y, s, stored))])
        {
            Photometric = samples == 1 ? "MONOCHROME2" : "RGB",
        }.With(0x0008_0018, "UI", "1.2.3.4\0").Encode();
        byte[] packed = Dcmtk.Rewritten("dcmcjpls", native, options);
        IReadOnlyList<ushort[]> ours = Samples(packed), theirs = Samples(Dcmtk.Rewritten("dcmdjpls", packed, ""));
        Assert.That(ours, Is.EqualTo(theirs));
        if (!options.Contains("+en", StringComparison.Ordinal))
        {
            Assert.That(ours, Is.EqualTo(Samples(native)));
        }
    }

    [TestCase("FFD8FFF7000B080004000401011200FFDA0008010100000000", "channels differ in size")]
    [TestCase("FFD8FFF7000B080004000401011100FFF8000602010101FFDA0008010100000000C000", "table of colours")]
    [TestCase("FFD8FFF7000B110004000401011100FFDA0008010100000000C000", "1 channels of 17 bits")]
    [TestCase("FFD8FFF7000B080004000401011100FFDD00040004FFDA0008010100000000C000", "restart markers")]
    [TestCase("FFD8FFC0000B080004000401011100FFDA0008010100000000C000", "a JPEG and no JPEG-LS")]
    [TestCase("FFD8FFDA0008010100000000C000", "a header is broken")]
    [TestCase("FFD8FFF7000B080004000401011100FFDA00080101000F0000C000", "a part of their pixels is missing")]
    public void Decode_WhatIsNotRead_IsNamed(string file, string part)
    {
        ImageFormatException e = Assert.Throws<ImageFormatException>(() => Decode(Convert.FromHexString(file)))!;
        Assert.That(e.Reason, Does.Contain(part).And.EndsWith("."));
    }

    private static ushort[][] Decode(byte[] file) => JpegLsDecoder.Decode(new EncodedImage(file, null), _ => { }, default);

    private static IReadOnlyList<ushort[]> Samples(byte[] file)
    {
        var image = new EncodedImage(file, null);
        DicomFile read = DicomFile.Read(image);
        return DicomSamples.Read(image, read, DicomPixels.Read(image, read), default);
    }
}
