// Trains a chest X-ray classifier and says what it is worth. For research and teaching only, never for diagnosis.
using CovidClassifier;

if (args is not [string data, .. string[] rest])
{
    Console.Error.WriteLine("usage: dotnet run -- DATA [MODEL.zip]      DATA: a folder per class, a table with a row per image, or a public data set");
    return 2;
}

string zip = rest is [string named, ..] ? named : "model.zip";
using CovidModel model = new CovidModelBuilder(seed: 1)
    .WithData(XRayDataset.Open(data))
    .WithSplit(validation: 0.15, test: 0.2)
    .WithAugmentation(AugmentationOptions.Study)
    .WithNetwork(Network.CustomCnn())                       // or Backbone.ResNet18.FineTuned(), with Microsoft.ML.DnnImageFeaturizer.ResNet18 referenced
    .Train(TrainingProgress.Lines(Console.WriteLine));

foreach (AuditFinding finding in model.Card.Audit!.Findings.Where(f => f.Verdict is AuditVerdict.Warn or AuditVerdict.Fail))
{
    Console.WriteLine($"{finding.Verdict}: {finding.Name}: {finding.Sentence}");
}

Console.WriteLine(model.HeldOut);
model.Save(zip);
model.CreateReport(model.HeldOut).Save(Path.ChangeExtension(zip, ".html"));
Console.WriteLine($"Model: {zip}; report: {Path.ChangeExtension(zip, ".html")}");
return 0;
