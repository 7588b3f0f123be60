using CovidClassifier.DicomResults;
using CovidClassifier.Tests.Explanation;
using SkiaSharp;

namespace CovidClassifier.Tests.DicomResults;

public sealed class SecondaryCaptureTests
{
    [Test]
    public void HeatMap_OfAnXRay_IsTheOverlayWithACaptionUnderIt()
    {
        using CovidModel model = SpotNetwork.Model();
        XRayImage image = SomeStudy.Image();
        DicomTree capture = DicomTree.OfFile(model.CreateDicomResult(image).SecondaryCapture!.Bytes.Span);
        (int width, int height) = (capture.Number(0x0028_0011), capture.Number(0x0028_0010));
        using var overlay = SKBitmap.Decode(model.Explain(image).ToPng());
        Assert.That(width, Is.EqualTo(overlay.Width));
        Assert.That(height, Is.GreaterThan(overlay.Height), "the caption");
        byte[] pixels = capture.Bytes(0x7FE0_0010);
        Assert.That(pixels, Has.Length.EqualTo(width * height * 3 + width * height * 3 % 2));
        for (int i = 0; i < overlay.Width * overlay.Height; i++)
        {
            SKColor colour = overlay.GetPixel(i % width, i / width);
            Assert.That((pixels[3 * i], pixels[3 * i + 1], pixels[3 * i + 2]), Is.EqualTo((colour.Red, colour.Green, colour.Blue)));
        }

        Assert.That(pixels[(3 * overlay.Width * overlay.Height)..].Distinct(), Is.EquivalentTo(new byte[] { 0, 255 }));
    }

    [Test]
    public void HeatMap_StatesItsSourceAndThatItIsDerived()
    {
        using CovidModel model = SpotNetwork.Model();
        DicomTree capture = DicomTree.OfFile(model.CreateDicomResult(SomeStudy.Image()).SecondaryCapture!.Bytes.Span);
        Assert.That(capture.Text(0x0008_0016), Is.EqualTo("1.2.840.10008.5.1.4.1.1.7"));
        Assert.That(capture.Text(0x0008_0008), Is.EqualTo(@"DERIVED\SECONDARY"));
        Assert.That(capture.Text(0x0020_0020), Is.EqualTo(@"L\F"));
        Assert.That(capture.Item(0x0008_2112).Text(0x0008_1155), Is.EqualTo(SomeStudy.Instance));
        Assert.That((capture.Text(0x0020_000D), capture.Text(0x0010_0020)), Is.EqualTo((SomeStudy.Study, "PAT-42")));
        Assert.That(capture.Text(0x0020_4000), Does.Contain("never for diagnosis"));
    }

    [Test]
    public void HeatMap_OfALargeXRay_IsShrunk()
    {
        using CovidModel model = SpotNetwork.Model();
        DicomResult result = model.CreateDicomResult(SomeStudy.Image(), new DicomResultOptions { LongestSide = 64 });
        Assert.That(DicomTree.OfFile(result.SecondaryCapture!.Bytes.Span).Number(0x0028_0011), Is.EqualTo(64));
    }

    [Test]
    public void HeatMap_NotAskedFor_IsNot()
    {
        using CovidModel model = SpotNetwork.Model();
        DicomResult result = model.CreateDicomResult(SomeStudy.Image(), new DicomResultOptions { HeatMap = false });
        Assert.That((result.SecondaryCapture, result.NoHeatMap), Is.EqualTo(((DicomInstance?)null, (string?)null)));
        Assert.That(DicomTree.OfFile(result.StructuredReport.Bytes.Span).Item(0x0040_A375).Items(0x0008_1115), Has.Count.EqualTo(1));
    }

    [Test]
    public void Under_ALineThatIsTooLong_GoesOnInTheNext()
    {
        ColourPicture one = Caption.Under(new byte[4 * 64 * 8], 64, 8, "SHORT"), two = Caption.Under(new byte[4 * 64 * 8], 64, 8, "MUCH TOO LONG");
        Assert.That(two.Height, Is.EqualTo(one.Height + 10));
        Assert.That(one.Rgb, Has.Length.EqualTo(3 * 64 * one.Height));
    }

    [Test]
    public void IsDrawn_EveryCharacter_LooksDifferent()
    {
        const string characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,%:-/()_+? ";
        string[] shapes = [.. characters.Select(c => string.Concat(
            from y in Enumerable.Range(0, PixelFont.Height)
            from x in Enumerable.Range(0, PixelFont.Width)
            select PixelFont.IsDrawn(c, x, y) ? '#' : '.'))];
        Assert.That(shapes, Is.Unique);
    }

    [Test]
    public void Save_IntoAFolder_WritesBothObjects()
    {
        using var folder = new TempFolder();
        using CovidModel model = SpotNetwork.Model();
        DicomResult result = model.CreateDicomResult(SomeStudy.Image());
        IReadOnlyList<string> paths = result.Save(folder["new/place"]);
        Assert.That(paths.Select(Path.GetFileName), Is.EqualTo(
            new[] { $"{SomeStudy.Instance}.SC.dcm", $"{SomeStudy.Instance}.SR.dcm" }));
        Assert.That(File.ReadAllBytes(paths[1]), Is.EqualTo(result.StructuredReport.Bytes.ToArray()));
    }
}
