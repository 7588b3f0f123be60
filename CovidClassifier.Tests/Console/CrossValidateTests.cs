using System.Text.Json;

namespace CovidClassifier.Tests.Console;

public sealed class CrossValidateTests
{
    [Test]
    public void CrossValidate_ByDefault_ShowsBothWaysOfDealingWithIntervalsAndTheBaselines()
    {
        using var folder = new TempFolder();
        SomeXRays.Write(folder, perClass: 30);
        string[] classes = ["COVID-19", "Normal"];
        File.WriteAllLines(
            folder["xrays/manifest.csv"],
            ["path,label,patient", .. classes.SelectMany(c => Enumerable.Range(0, 30).Select(i => $"{c}/{i:00}.png,{c},{c}{i / 2}"))]);
        CovidResult result = CovidProcess.Run(
            folder.Root, "crossvalidate", "--data", "xrays", "--folds", "2", "--epochs", "1", "--augment", "off", "--audits", "files", "--json", "folds.json")
                .Expect(0);
        Assert.That(result.Output, Does.Match(@"\| Metric +\| By patient +\| At random"));
        Assert.That(result.Output, Does.Match(@"\| Accuracy +\| \d\.\d{4} \(\d\.\d{4} to \d\.\d{4}\) +\| \d\.\d{4} \(\d\.\d{4} to \d\.\d{4}\)"));
        Assert.That(result.Output, Does.Match(@"\| header baseline \(pass\): AUROC, worst class +\| \d\.\d{4} \(\d\.\d{4} to \d\.\d{4}\)"));
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(folder["folds.json"]));
        JsonElement byPatient = json.RootElement, atRandom = byPatient.GetProperty("ungrouped");
        Assert.That((byPatient.GetProperty("group").GetString(), atRandom.GetProperty("group").GetString()), Is.EqualTo(("patient", "none")));
        Assert.That((byPatient.GetProperty("predictions").GetArrayLength(), atRandom.GetProperty("predictions").GetArrayLength()), Is.EqualTo((60, 60)));
        foreach (IGrouping<string?, JsonElement> patient in byPatient.GetProperty("predictions").EnumerateArray()
            .GroupBy(p => p.GetProperty("patient").GetString()))
        {
            Assert.That(patient.Select(p => p.GetProperty("fold").GetInt32()).Distinct().Count(), Is.EqualTo(1), patient.Key);
        }

        Assert.That(byPatient.GetProperty("intervalsByRepeat")[0].GetProperty("accuracy").GetProperty("low").GetDouble(),
            Is.LessThan(byPatient.GetProperty("accuracy").GetDouble() + 1e-9));
        Assert.That(byPatient.GetProperty("audit").GetProperty("findings").GetArrayLength(), Is.GreaterThan(5));
    }
}
