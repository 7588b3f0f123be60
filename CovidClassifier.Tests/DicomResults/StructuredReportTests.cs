using System.Globalization;
using CovidClassifier.Networks;
using CovidClassifier.Packaging;
using CovidClassifier.Scoring;
using CovidClassifier.Tests.Explanation;
using CovidClassifier.Tests.Imaging;
using CovidClassifier.Tests.Packaging;

namespace CovidClassifier.Tests.DicomResults;

/// <summary>Read by a reader of the tests' own.</summary>
public sealed class StructuredReportTests
{
    private static readonly DicomResultOptions AtOneMoment = new() { Time = new StandingClock() };

    [Test]
    public void Report_OfAnXRay_BelongsToItsPatientAndStudy()
    {
        (_, DicomTree report) = Make(SomeStudy.Image());
        Assert.That(report.Text(0x0008_0016), Is.EqualTo("1.2.840.10008.5.1.4.1.1.88.34"), "Comprehensive 3D SR");
        Assert.That(report.Text(0x0020_000D), Is.EqualTo(SomeStudy.Study));
        Assert.That(report.Text(0x0020_000E), Does.StartWith("2.25.").And.Not.EqualTo(SomeStudy.Series));
        Assert.That(
            new uint[] { 0x0010_0010, 0x0010_0020, 0x0010_0030, 0x0010_0040, 0x0008_0020, 0x0008_0030, 0x0008_0050, 0x0008_0090 }.Select(report.Text),
            Is.EqualTo(new[] { "Muster^Max", "PAT-42", "19600102", "M", "20261101", "101112", "ACC 7", "Doe^Joan" }));
        Assert.That((report.Text(0x0008_0023), report.Text(0x0008_0033)), Is.EqualTo(("20261127", "003015.250000")), "local time");
        Assert.That((report.Text(0x0040_A491), report.Text(0x0040_A493)), Is.EqualTo(("COMPLETE", "UNVERIFIED")));
    }

    [Test]
    public void Report_OfEveryClass_TellsItsProbabilityAndWhetherItIsTheLabel()
    {
        (DicomResult result, DicomTree report) = Make(SomeStudy.Image());
        DicomTree[] groups = [.. report.Content("126010").Contents("125007")];
        Assert.That(groups.Select(g => g.Content("112039").Text(0x0040_A160)), Is.EqualTo(result.Prediction.Probabilities.Select(p => p.Label)));
        Assert.That(groups.Select(g => g.Content("121071").Code(0x0040_A168)), Is.EqualTo(new[] { "17621005 SCT", "840539006 SCT" }));
        for (int i = 0; i < groups.Length; i++)
        {
            ClassProbability told = result.Prediction.Probabilities[i];
            DicomTree certainty = groups[i].Content("111012").Item(0x0040_A300);
            Assert.That(double.Parse(certainty.Text(0x0040_A30A), CultureInfo.InvariantCulture), Is.EqualTo(100 * told.Probability).Within(1e-4));
            Assert.That(certainty.Code(0x0040_08EA), Is.EqualTo("% UCUM"));
            Assert.That(groups[i].Content("705057003").Code(0x0040_A168), Is.EqualTo(told.Label == result.Prediction.Label ? "52101004 SCT" : "2667000 SCT"));
        }

        Assert.That(groups[1].Content("THRESHOLD").Item(0x0040_A300).Text(0x0040_A30A), Is.EqualTo("50"));
    }

    [Test]
    public void Report_ByItself_SaysThatItIsForResearch()
    {
        (_, DicomTree report) = Make(SomeStudy.Image());
        Assert.That(report.Content("121106").Text(0x0040_A160), Does.Contain("never for diagnosis"));
        Assert.That(report.Text(0x0008_103E), Does.Contain("research only"));
    }

    [Test]
    public void Report_PointsToXRayAndHeatMap_AndListsBothAsEvidence()
    {
        (DicomResult result, DicomTree report) = Make(SomeStudy.Image());
        DicomTree evidence = report.Item(0x0040_A375);
        Assert.That(evidence.Text(0x0020_000D), Is.EqualTo(SomeStudy.Study));
        string[] listed = [.. evidence.Items(0x0008_1115).SelectMany(s => s.Items(0x0008_1199)).Select(r => r.Text(0x0008_1155))];
        Assert.That(listed, Is.EquivalentTo(new[] { SomeStudy.Instance, result.SecondaryCapture!.SopInstanceUid }));

        DicomTree image = report.Content("111028", "126200").Items(0x0040_A730).Single(c => c.Text(0x0040_A040) == "IMAGE");
        Assert.That(image.Item(0x0008_1199).Text(0x0008_1155), Is.EqualTo(SomeStudy.Instance));
        DicomTree[] illustrated = [.. report.Content("126010").Contents("125007").Where(g => g.Contents("121200").Any())];
        Assert.That(illustrated.Single().Content("112039").Text(0x0040_A160), Is.EqualTo(result.Prediction.Label));
        Assert.That(illustrated.Single().Content("121200").Item(0x0008_1199).Text(0x0008_1155), Is.EqualTo(result.SecondaryCapture.SopInstanceUid));
    }

    [Test]
    public void Report_OfTheSameMoment_IsTheSameByteForByte()
    {
        using CovidModel model = SpotNetwork.Model();
        XRayImage image = SomeStudy.Image();
        DicomResult one = model.CreateDicomResult(image, AtOneMoment), again = model.CreateDicomResult(image, AtOneMoment);
        Assert.That(again.StructuredReport.Bytes.ToArray(), Is.EqualTo(one.StructuredReport.Bytes.ToArray()));
        Assert.That(
            model.CreateDicomResult(image).StructuredReport.SopInstanceUid, Is.Not.EqualTo(one.StructuredReport.SopInstanceUid), "another moment");
    }

    [TestCase(TestDicom.Implicit)]
    [TestCase(TestDicom.BigEndian)]
    [TestCase(TestDicom.Deflated)]
    public void Report_OfAnXRayInAnotherSyntax_TakesOverTheSame(string syntax)
    {
        (_, DicomTree report) = Make(SomeStudy.Image(SomeStudy.XRay(syntax)));
        Assert.That((report.Text(0x0010_0010), report.Text(0x0020_000D), report.Type(0x0010_0010)), Is.EqualTo(("Muster^Max", SomeStudy.Study, "PN")));
    }

    [TestCase("ISO_IR 100", new byte[] { 0xDC, (byte)'^', 0xE4, (byte)' ' }, "ISO_IR 100")]
    [TestCase("ISO_IR 144", new byte[] { 0xB8, 0xD2 }, "ISO_IR 144")]
    [TestCase("\\ISO 2022 IR 87", new byte[] { 0x1B, 0x24, 0x42, 0x3B, 0x33, 0x1B, 0x28, 0x42 }, "\\ISO 2022 IR 87")]
    public void Report_OfANameInAnotherAlphabet_KeepsItsBytesAndCharacterSet(string set, byte[] name, string kept)
    {
        (_, DicomTree report) = Make(SomeStudy.Image(SomeStudy.XRay().With(0x0008_0005, "CS", set).With(0x0010_0010, "PN", name)));
        Assert.That(report.Bytes(0x0010_0010), Is.EqualTo(name));
        Assert.That(report.Text(0x0008_0005), Is.EqualTo(kept));
    }

    [Test]
    public void Report_OfAClassWithLettersThatTheCharacterSetHasNot_WritesTheirNumbers()
    {
        NetworkGraph network = SpotNetwork.Build();
        ModelCard card = SomeModel.Card(network, "肺炎") with { ClassNames = ["Normal", "肺炎"] };
        using var model = new CovidModel(ScoringGraph.Build(network, CardReader.Rule(card)), card);
        DicomTree Group(TestDicom xray) => DicomTree.OfFile(
            model.CreateDicomResult(SomeStudy.Image(xray), AtOneMoment).StructuredReport.Bytes.Span).Content("126010").Contents("125007").Last();
        Assert.That(Group(SomeStudy.XRay().With(0x0008_0005, "CS", "ISO_IR 100")).Content("112039").Text(0x0040_A160), Is.EqualTo("U+80BAU+708E"));
        Assert.That(Group(SomeStudy.XRay()).Content("112039").Text(0x0040_A160), Is.EqualTo("肺炎"), "UTF-8 where the X-ray states none");
    }

    [Test]
    public void Report_OfOneFrameOfSeveral_NamesIt()
    {
        XRayImage image = SomeStudy.Image(new TestDicom(32, 32, 8, 8, (x, _) => [x]) { Frames = [0, 50, 90] }
            .With(0x0008_0018, "UI", "1.2.4 "u8.ToArray()).With(0x0020_000D, "UI", "1.2.5\0"u8.ToArray()).With(0x0020_000E, "UI", "1.2.6\0"u8.ToArray()));
        (_, DicomTree report) = Make(image with { Frame = 2 });
        DicomTree reference = report.Content("111028", "126200").Items(0x0040_A730).Single(c => c.Text(0x0040_A040) == "IMAGE").Item(0x0008_1199);
        Assert.That(reference.Text(0x0008_1160), Is.EqualTo("2"));
    }

    [Test]
    public void Report_WithACodeOfTheCallers_UsesIt()
    {
        using CovidModel model = SpotNetwork.Model();
        DicomResult result = model.CreateDicomResult(SomeStudy.Image(), AtOneMoment with
        {
            Findings = new Dictionary<string, DicomCode> { ["covid 19"] = new("RID5350-too-long-for-a-short-one", "RADLEX", "ours") },
        });
        DicomTree group = DicomTree.OfFile(result.StructuredReport.Bytes.Span).Content("126010").Contents("125007").Last();
        Assert.That(group.Content("121071").Code(0x0040_A168), Is.EqualTo("RID5350-too-long-for-a-short-one RADLEX"));
    }

    [Test]
    public void Create_OfWhatIsNoDicomFile_IsRefused()
    {
        using CovidModel model = SpotNetwork.Model();
        Assert.That(
            () => model.CreateDicomResult(XRayImage.FromBytes(Some.Png(64, 1, 0), "a.png")),
            Throws.TypeOf<ImageFormatException>().With.Message.Contains("'a.png'").And.Message.Contains("no DICOM file"));
    }

    [Test]
    public void Create_OfAResultOfOurOwn_IsRefused()
    {
        using CovidModel model = SpotNetwork.Model();
        DicomInstance heatMap = model.CreateDicomResult(SomeStudy.Image()).SecondaryCapture!;
        Assert.That(
            () => model.CreateDicomResult(XRayImage.FromBytes(heatMap.Bytes.Span, "map.dcm")),
            Throws.TypeOf<ImageFormatException>().With.Message.Contains("a result that this library made"));
    }

    [Test]
    public void Create_OfAFileWithoutStudy_SaysWhatIsMissing()
    {
        using CovidModel model = SpotNetwork.Model();
        Assert.That(
            () => model.CreateDicomResult(SomeStudy.Image(new TestDicom(32, 32, 8, 8, (x, _) => [x]))),
            Throws.TypeOf<ImageFormatException>().With.Message.Contains("states no Study Instance UID"));
    }

    [TestCase("../../../etc/x")]
    [TestCase("1.2.3/4")]
    [TestCase("..")]
    [TestCase("1.2.3.4.5.6.7.8.9.10.11.12.13.14.15.16.17.18.19.20.21.22.23.24.25.26.27.28")]
    public void Create_OfAnIdentifierThatIsNone_IsRefused(string uid)
    {
        using CovidModel model = SpotNetwork.Model();
        Assert.That(
            () => model.CreateDicomResult(SomeStudy.Image(SomeStudy.XRay().With(0x0008_0018, "UI", uid))),
            Throws.TypeOf<ImageFormatException>().With.Message.Contains("SOP Instance UID must be digits and dots"));
    }

    [Test]
    public void Create_InAStudyOfAnotherTimeZone_TellsTheTimeThere()
    {
        (_, DicomTree report) = Make(SomeStudy.Image(SomeStudy.XRay().With(0x0008_0201, "SH", "-0330")));
        Assert.That((report.Text(0x0008_0023), report.Text(0x0008_0033), report.Text(0x0008_0201)), Is.EqualTo(("20261126", "200015.250000", "-0330")));
    }

    private static (DicomResult Result, DicomTree Report) Make(XRayImage image)
    {
        using CovidModel model = SpotNetwork.Model();
        DicomResult result = model.CreateDicomResult(image, AtOneMoment);
        DicomTree meta = DicomTree.MetaOf(result.StructuredReport.Bytes.Span);
        Assert.That(meta.Text(0x0002_0010), Is.EqualTo(TestDicom.Explicit));
        Assert.That(meta.Text(0x0002_0003), Is.EqualTo(result.StructuredReport.SopInstanceUid));
        return (result, DicomTree.OfFile(result.StructuredReport.Bytes.Span));
    }
}
