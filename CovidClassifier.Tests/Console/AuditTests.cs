using System.Text.Json;

namespace CovidClassifier.Tests.Console;

public sealed class AuditTests
{
    [Test]
    public void Audit_CopyUnderAnotherLabel_IsSaidAndWritten()
    {
        using var folder = new TempFolder();
        SomeXRays.Write(folder);
        File.Copy(folder["xrays/Normal/00.png"], folder["xrays/COVID-19/copy.png"]);
        CovidResult result = CovidProcess.Run(folder.Root, "audit", "--data", "xrays", "--json", "audit.json").Expect(0);
        Assert.That(result.Output, Does.Contain("fail: exact duplicates: 1 pair of images are equal pixel for pixel: 1 under different labels"));
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(folder["audit.json"]));
        Assert.That(json.RootElement.GetProperty("verdict").GetString(), Is.EqualTo("fail"));
        JsonElement finding = json.RootElement.GetProperty("findings")[0];
        Assert.That(finding.GetProperty("value").GetDouble(), Is.EqualTo(1));
        Assert.That(finding.GetProperty("low").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(finding.GetProperty("pairs")[0].GetProperty("isAcrossClasses").GetBoolean(), Is.True);
    }
}
