using System.Text;
using CovidClassifier.Tests.Imaging;

namespace CovidClassifier.Tests.DicomResults;

/// <summary>An X-ray of a DICOM study, with a bright spot, and what is known of patient and study.</summary>
internal static class SomeStudy
{
    public const string Study = "1.2.826.0.1.3680043.10.1234.1", Series = "1.2.826.0.1.3680043.10.1234.2", Instance = "1.2.826.0.1.3680043.10.1234.3",
        SopClass = "1.2.840.10008.5.1.4.1.1.1.1";

    private const int Width = 96, Height = 64;

    public static TestDicom XRay(string syntax = TestDicom.Explicit) =>
        new TestDicom(Width, Height, 16, 12, (x, y) => [x is >= 20 and < 40 && y is >= 10 and < 30 ? 4000 : 500 + x]) { Syntax = syntax }
            .WithWindow(2048, 4096)
            .With(0x0008_0016, "UI", Uid(SopClass))
            .With(0x0008_0018, "UI", Uid(Instance))
            .With(0x0008_0020, "DA", "20261101")
            .With(0x0008_0030, "TM", "101112")
            .With(0x0008_0050, "SH", "ACC 7")
            .With(0x0008_0060, "CS", "DX")
            .With(0x0008_0090, "PN", "Doe^Joan")
            .With(0x0008_1030, "LO", "Chest PA")
            .With(0x0010_0010, "PN", "Muster^Max")
            .With(0x0010_0020, "LO", "PAT-42")
            .With(0x0010_0030, "DA", "19600102")
            .With(0x0010_0040, "CS", "M")
            .With(0x0010_1010, "AS", "066Y")
            .With(0x0020_000D, "UI", Uid(Study))
            .With(0x0020_000E, "UI", Uid(Series))
            .With(0x0020_0010, "SH", "S1")
            .With(0x0020_0013, "IS", "5")
            .With(0x0020_0020, "CS", "L\\F");

    public static XRayImage Image(TestDicom? xray = null) => XRayImage.FromBytes((xray ?? XRay()).Encode(), "study.dcm");

    private static byte[] Uid(string uid) => Encoding.ASCII.GetBytes(uid.Length % 2 == 0 ? uid : uid + "\0");
}
