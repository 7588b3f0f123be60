using CovidClassifier.Tests.Explanation;

namespace CovidClassifier.Tests.DicomResults;

/// <summary>What DCMTK and dicom3tools, where they are installed, say of our objects.</summary>
public sealed class DicomToolsTests
{
    private TempFolder _folder = null!;
    private string _capture = "", _report = "";
    private DicomResult _result = null!;

    [SetUp]
    public void Make()
    {
        _folder = new TempFolder();
        using CovidModel model = SpotNetwork.Model();
        _result = model.CreateDicomResult(SomeStudy.Image());
        IReadOnlyList<string> paths = _result.Save(_folder.Root);
        (_capture, _report) = (paths[0], paths[1]);
    }

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void Objects_AreDicomFiles() => Assert.That(
        new[] { _capture, _report }.Select(p => Tool.Run("dcmftest", p)), Is.EqualTo(new[] { $"yes: {_capture}\n", $"yes: {_report}\n" }));

    [Test]
    public void Report_IsReadByDsrdump()
    {
        string dump = Tool.Run("dsrdump", "+Pc", "+Pt", _report);
        Assert.That(dump, Does.Contain("Comprehensive 3D SR Document"));
        Assert.That(dump, Does.Contain("(126000,DCM,\"Imaging Measurement Report\")=SEPARATE"));
        Assert.That(dump, Does.Contain("(840539006,SCT,\"COVID-19\")"));
        Assert.That(dump, Does.Contain("TID 1500 (DCMR)"));
        string[] complaints = [.. dump.Split('\n').Where(l => l.StartsWith("W:", StringComparison.Ordinal) || l.StartsWith("E:", StringComparison.Ordinal))];
        Assert.That(complaints, Is.All.Contains("VR checker does not support this Specific Character Set: ISO_IR 192"), "DCMTK without ICU");
    }

    [Test]
    public void Report_IsTakenApartByDcmdumpWithoutAWarning() =>
        Assert.That(Tool.Run("dcmdump", "-v", _report), Does.Contain("ContentSequence").And.Not.Contain("W:").And.Not.Contain("E:"));

    [Test]
    public void HeatMap_IsDrawnByDcm2pnm_AsItIs()
    {
        string target = _folder["shown.ppm"];
        Tool.Run("dcm2pnm", "+op", _capture, target);
        byte[] shown = File.ReadAllBytes(target);
        DicomTree capture = DicomTree.OfFile(_result.SecondaryCapture!.Bytes.Span);
        int length = capture.Number(0x0028_0010) * capture.Number(0x0028_0011) * 3;
        Assert.That(shown[^length..], Is.EqualTo(capture.Bytes(0x7FE0_0010)[..length]));
    }

    [Test]
    public void Objects_HaveNoErrorForDciodvfy([Values] bool isReport)
    {
        string said = Tool.Run("dciodvfy", isReport ? _report : _capture);
        Assert.That(said, Does.Contain(isReport ? "Comprehensive3DSR" : "SCImage"));
        Assert.That(said.Split('\n').Where(l => l.StartsWith("Error", StringComparison.Ordinal)), Is.Empty);
    }
}
