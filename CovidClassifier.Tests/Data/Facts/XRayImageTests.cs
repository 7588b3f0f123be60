using CovidClassifier.Data.Facts;

namespace CovidClassifier.Tests.Data.Facts;

public sealed class XRayImageTests
{
    [Test]
    public void ReadBytes_File_GivesItsContent()
    {
        using TempFolder folder = new TempFolder().Write("a.png", [1, 2, 3]);
        XRayImage image = XRayImage.FromFile(folder["a.png"]);
        Assert.That(image.ReadBytes(), Is.EqualTo(new byte[] { 1, 2, 3 }));
        Assert.That((image.Name, image.Path), Is.EqualTo((folder["a.png"], folder["a.png"])));
    }

    [Test]
    public void ReadBytes_Memory_GivesACopyEachTime()
    {
        byte[] bytes = [1, 2, 3];
        XRayImage image = XRayImage.FromBytes(bytes, "scan");
        bytes[0] = 9;
        image.ReadBytes()[1] = 9;
        Assert.That(image.ReadBytes(), Is.EqualTo(new byte[] { 1, 2, 3 }));
        Assert.That((image.Name, image.Path), Is.EqualTo(("scan", (string?)null)));
    }

    [Test]
    public void ReadBytes_MissingFile_NamesFileAndReason()
    {
        string path = Path.Combine("no", "such.png");
        var e = Assert.Throws<ImageFormatException>(() => XRayImage.FromFile(path).ReadBytes());
        Assert.That(e!.Message, Is.EqualTo($"Image '{path}' cannot be read: the file does not exist."));
        Assert.That(e.ImagePath, Is.EqualTo(path));
    }

    [Test]
    public void ReadBytes_Folder_IsAnImageFormatException()
    {
        using TempFolder folder = new();
        Assert.Throws<ImageFormatException>(() => XRayImage.FromFile(folder.Root).ReadBytes());
    }

    [Test]
    public void Facts_BlankText_StaysUnknown()
    {
        XRayImage image = XRayImage.FromFile("a.png") with { Label = " ", PatientId = "", Source = "\t", View = null, Sex = " " };
        Assert.That(new[] { image.Label, image.PatientId, image.Source, image.View, image.Sex }, Is.All.Null);
        Assert.That(image.Age, Is.Null);
    }

    [TestCase(-1)]
    [TestCase(151)]
    [TestCase(double.NaN)]
    public void Age_OutOfRange_IsRefused(double years) =>
        Assert.That(() => XRayImage.FromFile("a.png") with { Age = years }, Throws.InstanceOf<ArgumentOutOfRangeException>()
            .With.Message.StartsWith("Age must lie between 0 and 150 years."));

    [TestCase("65", 65)]
    [TestCase(" 65.5 ", 65.5)]
    [TestCase("65,5", 65.5)]
    [TestCase("058Y", 58)]
    [TestCase("018M", 1.5)]
    [TestCase("", null)]
    [TestCase("NaN", null)]
    [TestCase("N/A", null)]
    [TestCase(null, null)]
    public void Age_OfATable_IsYears(string? text, double? years)
    {
        Assert.That(PatientFacts.TryParseAge(text, out double? read), Is.True);
        Assert.That(read, Is.EqualTo(years));
    }

    [TestCase("sixty")]
    [TestCase("Y")]
    [TestCase("-3")]
    [TestCase("1e3")]
    public void Age_NoNumberOfYears_IsNotRead(string text) => Assert.That(PatientFacts.TryParseAge(text, out _), Is.False);

    [TestCase("male", "M")]
    [TestCase("f", "F")]
    [TestCase("X", "X")]
    [TestCase(" ", null)]
    public void Sex_OfATable_IsOneLetterWhereKnown(string text, string? sex) => Assert.That(PatientFacts.ReadSex(text), Is.EqualTo(sex));

    [Test]
    public async Task FromStream_ReadsFromWhereTheStreamStands_AndLeavesItOpen()
    {
        using var stream = new MemoryStream([9, 9, 1, 2, 3]) { Position = 2 };
        Assert.That(XRayImage.FromStream(stream, "upload").ReadBytes(), Is.EqualTo(new byte[] { 1, 2, 3 }));
        stream.Position = 3;
        XRayImage image = await XRayImage.FromStreamAsync(stream, "upload");
        Assert.That((image.ReadBytes(), image.Name, image.Path), Is.EqualTo((new byte[] { 2, 3 }, "upload", (string?)null)));
        Assert.That(() => XRayImage.FromStream(stream, "upload"),
            Throws.TypeOf<ImageFormatException>().With.Message.EqualTo("Image 'upload' cannot be read: it holds no byte."));
    }
}
