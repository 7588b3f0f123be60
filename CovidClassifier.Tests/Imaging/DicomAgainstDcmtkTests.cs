using System.Globalization;
using CovidClassifier.Imaging;
using CovidClassifier.Imaging.Decoding;
using CovidClassifier.Imaging.Dicom;

namespace CovidClassifier.Tests.Imaging;

/// <summary>
/// Every DICOM file of the shared folder, and of the folder that COVIDCLASSIFIER_DICOM_CASES names, against DCMTK: within one gray level, or refused by a
/// sentence.
/// </summary>
internal sealed class DicomAgainstDcmtkTests
{
    private const string Folder = "data/dicom";

    private static IEnumerable<TestCaseData> Files()
    {
        string?[] folders = [SharedFolder.Find(Folder), Environment.GetEnvironmentVariable("COVIDCLASSIFIER_DICOM_CASES")];
        return folders.OfType<string>().Where(Directory.Exists)
            .SelectMany(f => Directory.EnumerateFiles(f, "*", SearchOption.AllDirectories)).Order(StringComparer.Ordinal)
            .Select(f => new TestCaseData(f).SetArgDisplayNames(Path.GetFileName(f)));
    }

    [TestCaseSource(nameof(Files))]
    public void Decode_AFile_IsWithinOneGrayLevelOfDcmtkOrRefused(string path)
    {
        if (!Dcmtk.IsThere)
        {
            Assert.Ignore("needs dcm2pnm (Debian: apt-get install dcmtk)");
        }

        TestContext.Out.WriteLine(Compare(path, out double? difference));
        Assert.That(difference is null or <= 1, Is.True, $"{difference} gray levels");
    }

    [Test]
    public void Decode_AllFiles_GiveTheTable()
    {
        if (!Dcmtk.IsThere || !Files().Any())
        {
            Assert.Ignore("needs dcm2pnm (Debian: apt-get install dcmtk) and files");
        }

        TestContext.Out.WriteLine("| file | transfer syntax | largest difference in gray levels, or error |\n|---|---|---|");
        foreach (string path in Files().Select(f => (string)f.Arguments[0]!))
        {
            TestContext.Out.WriteLine(Compare(path, out _));
        }
    }

    private static string Compare(string path, out double? difference)
    {
        difference = null;
        byte[] bytes = File.ReadAllBytes(path);
        var image = new EncodedImage(bytes, Path.GetFileName(path));
        string syntax = "";
        try
        {
            DicomFile file = DicomFile.Read(image);
            syntax = file.Syntax.Name;
            DicomPixels pixels = DicomPixels.Read(image, file);
            foreach (int frame in new[] { 1, pixels.Frames }.Distinct())
            {
                double? found = Difference(path, image with { Frame = frame }, file, pixels);
                difference = found is null ? null : Math.Max(difference ?? 0, found.Value);
            }

            string shown = difference is null ? "read here, not by DCMTK" : difference.Value.ToString("F2", CultureInfo.InvariantCulture);
            return $"| {image.Path} | {syntax} | {shown} |";
        }
        catch (ImageFormatException e)
        {
            Assert.That(e.Reason, Does.EndWith("."));
            return $"| {image.Path} | {syntax} | {e.Reason} |";
        }
    }

    /// <summary>The largest difference; null where DCMTK does not read JPEG 2000.</summary>
    private static double? Difference(string path, EncodedImage image, DicomFile file, DicomPixels pixels)
    {
        byte[] ours = XRayDecoder.Decode(image).Pixels;
        if (file.Syntax.Coding == DicomCoding.Jpeg2000)
        {
            return null;
        }

        string program = file.Syntax.Coding == DicomCoding.JpegLs ? "dcml2pnm" : "dcmj2pnm";
        (double[]? theirs, string message) = Dcmtk.Gray(path, Options(image, file, pixels), image.Frame, program);
        Assert.That(theirs, Is.Not.Null, $"dcm2pnm: {message}");
        Assert.That(theirs, Has.Length.EqualTo(ours.Length));
        return ours.Zip(theirs!, (a, b) => Math.Abs(a - b)).Max();
    }

    private static string Options(EncodedImage image, DicomFile file, DicomPixels pixels)
    {
        if (pixels.Samples > 1 || pixels.IsPalette)
        {
            return "";
        }

        ushort[] values = DicomSamples.Read(image, file, pixels, default)[0];
        return DicomWindow.Of(file.Elements) is not null ? "+Wi 1"
            : new DicomGrays(pixels, file.Elements).Window(values) is { } robust
            ? string.Create(CultureInfo.InvariantCulture, $"+Ww {robust.Centre + 0.5:R} {robust.Width + 1:R}")
            : file.Elements.Find(DicomTag.WindowTables) is not null ? "+Wl 1"
            : "";
    }
}
