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
    public void WithHeaderFacts_WhatIsKnown_Stays()
    {
        XRayImage image = (XRayImage.FromBytes(Dicom("P1").Encode(), "a.dcm") with { PatientId = "table", View = "PA" }).WithHeaderFacts();
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
