using CovidClassifier.Tests.Imaging;

namespace CovidClassifier.Tests.Data;

internal sealed class DicomHeaderTests
{
    [Test]
    public void FromFolder_DicomFiles_TellPatientAndPicture()
    {
        using TempFolder folder = new TempFolder().Images("Normal/a.png")
            .Write("COVID-19/a.dcm", Dicom("P1").Encode()).Write("COVID-19/b", Dicom("P1").Encode()).Write("COVID-19/c.dcm", Dicom("ANONYMOUS").Encode());
        XRayDataset dataset = XRayDataset.FromFolder(folder.Root);
        XRayImage first = dataset.Images.Single(i => i.Name.EndsWith("a.dcm", StringComparison.Ordinal));
        Assert.That(
            (first.PatientId, first.Age, first.Sex, first.View, first.Source, first.Location),
                Is.EqualTo(("P1", (double?)60, "M", "AP", "DX, Maker, Hospital", "Hospital")));
        Assert.That(dataset.Images.Count(i => i.PatientId == "P1"), Is.EqualTo(2));
        Assert.That(dataset.Images.Single(i => i.Name.EndsWith("c.dcm", StringComparison.Ordinal)).PatientId, Is.Null,
            "what anonymisers write for everybody is nobody");
    }

    [Test]
    public void FromFolder_WhatIsNoChestXRayByItsHeader_IsCountedAloud()
    {
        TestDicom Of(string modality, string part) => new TestDicom(8, 8, 8, 8, (x, y) => [x + y]).With(0x0008_0060, "CS", modality)
            .With(0x0018_0015, "CS", part);
        using TempFolder folder = new TempFolder().Images("Normal/a.png")
            .Write("COVID-19/a.dcm", Of("CR", "CHEST").Encode()).Write("COVID-19/b.dcm", Of("CT", "CHEST").Encode())
            .Write("COVID-19/c.dcm", Of("DX", "HAND").Encode()).Write("COVID-19/d.dcm", Of("CT", "HEAD").Encode())
            .Write("COVID-19/e.dcm", Of("SC", "PORT CHEST").Encode())
            .Write("COVID-19/f.dcm", Of("DX", "THORAX").With(0x0008_0068, "CS", "FOR PROCESSING").Encode());
        IReadOnlyList<string> warnings = XRayDataset.FromFolder(folder.Root).Warnings;
        Assert.That(warnings, Has.Some.Matches<string>(w => w!.Contains("3 of 6 DICOM files are no chest X-rays", StringComparison.Ordinal)
            && w.Contains("(body part HAND: 1, modality CT: 2; first: ", StringComparison.Ordinal) && w.Contains("b.dcm", StringComparison.Ordinal)));
        Assert.That(warnings, Has.Some.Matches<string>(w => w!.Contains("1 of 6 DICOM files holds the detector's own values", StringComparison.Ordinal)
            && w.Contains("f.dcm", StringComparison.Ordinal)));
    }

    [TestCase("CR", "CHEST", null)]
    [TestCase("", "", null)]
    [TestCase("PX", "CHEST", "1 of 1 DICOM files is no chest X-ray by its header (modality PX: 1")]
    [TestCase("DX", "Pelvis", "(body part PELVIS: 1")]
    [TestCase("DX", "TORAX", null)]
    [TestCase("OT", "UNKNOWN", null)]
    public void FromFolder_AHeaderThatNamesTheChestOrNothingKnown_IsNotDoubted(string modality, string part, string? doubt)
    {
        using TempFolder folder = new TempFolder().Images("Normal/a.png").Write(
            "COVID-19/a.dcm", new TestDicom(8, 8, 8, 8, (x, y) => [x + y]).With(0x0008_0060, "CS", modality).With(0x0018_0015, "CS", part).Encode());
        string warnings = string.Join(" ", XRayDataset.FromFolder(folder.Root).Warnings);
        Assert.That(warnings.Contains("by its header", StringComparison.Ordinal), Is.EqualTo(doubt is not null), warnings);
        Assert.That(warnings, Does.Contain(doubt ?? ""));
    }

    [Test]
    public void With_WhatIsKnown_Stays()
    {
        XRayImage image = XRayImage.FromBytes(Dicom("P1").Encode(), "a.dcm") with { PatientId = "table", View = "PA" };
        image = image.With(image.HeaderFacts()!);
        Assert.That((image.PatientId, image.View, image.Sex), Is.EqualTo(("table", "PA", "M")));
    }

    [Test]
    public void Frame_OfAFileOfSeveral_IsDecoded()
    {
        byte[] file = new TestDicom(8, 8, 8, 8, (_, _) => [10]) { Frames = [0, 50] }.Encode();
        XRayImage image = XRayImage.FromBytes(file, "two.dcm");
        Assert.That((image with { Frame = 2 }).Encoded.Decode(4, 4).Pixels[0], Is.EqualTo(60));
        Assert.That(image.Encoded.Decode(4, 4).Pixels[0], Is.EqualTo(10));
        Assert.That(() => image with { Frame = 0 }, Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    private static TestDicom Dicom(string patient) => new TestDicom(8, 8, 8, 8, (x, y) => [x + y])
        .With(0x0010_0020, "LO", patient).With(0x0010_1010, "AS", "060Y").With(0x0010_0040, "CS", "M ").With(0x0018_5101, "CS", "AP")
        .With(0x0008_0060, "CS", "DX").With(0x0008_0070, "LO", "Maker").With(0x0008_0080, "LO", "Hospital");
}
